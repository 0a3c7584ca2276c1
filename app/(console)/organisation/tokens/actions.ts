"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { issueOrganisationToken, revokeOrganisationToken } from "#server/identity/index.ts";
import { answer, answerFor } from "#server/platform/action.ts";

export async function issueOrganisationTokenAction(
  orgId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<{ secret: string }>> {
  const input = { ...Object.fromEntries(form), scopes: form.getAll("scopes") };
  return answerFor(orgId, async (ctx) => {
    const { secret } = await issueOrganisationToken(ctx, input);
    refresh();
    return { secret };
  });
}

export async function revokeOrganisationTokenAction(tokenId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => revokeOrganisationToken(ctx, { tokenId }));
  refresh();
  return result;
}
