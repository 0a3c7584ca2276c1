"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { answer, answerFor } from "#server/platform/action.ts";
import { issueScimToken, revokeScimToken, setGroupRole } from "#server/scim/index.ts";

export async function issueScimTokenAction(
  orgId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<{ secret: string }>> {
  return answerFor(orgId, async (ctx) => {
    const { secret } = await issueScimToken(ctx, Object.fromEntries(form));
    refresh();
    return { secret };
  });
}

export async function revokeScimTokenAction(tokenId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => revokeScimToken(ctx, { tokenId }));
  refresh();
  return result;
}

export async function setGroupRoleAction(teamId: string, role: string): Promise<Answer<void>> {
  const result = await answer((ctx) => setGroupRole(ctx, { teamId, role }));
  refresh();
  return result;
}
