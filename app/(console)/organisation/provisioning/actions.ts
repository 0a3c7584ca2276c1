"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { answer } from "#server/platform/action.ts";
import { issueScimToken, revokeScimToken, setGroupRole } from "#server/scim/index.ts";

export async function issueScimTokenAction(
  _previous: unknown,
  form: FormData,
): Promise<Answer<{ secret: string }>> {
  const result = await answer(async (ctx) => ({
    secret: (await issueScimToken(ctx, Object.fromEntries(form))).secret,
  }));
  refresh();
  return result;
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
