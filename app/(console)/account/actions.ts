"use server";
import { refresh } from "next/cache";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import {
  issueAccessToken,
  renameAccessToken,
  revokeAccessToken,
  revokeOtherSessions,
  revokeSession,
  rotateAccessToken,
  updateProfile,
} from "#server/identity/index.ts";
import { answer, answerFor } from "#server/platform/action.ts";

export async function updateProfileAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => updateProfile(ctx, Object.fromEntries(form)));
  refresh();
  return result;
}

export async function revokeSessionAction(sessionId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => revokeSession(ctx, { sessionId }));
  refresh();
  return result;
}

export async function revokeOtherSessionsAction(): Promise<Answer<{ count: number }>> {
  const result = await answer(revokeOtherSessions);
  refresh();
  return result;
}

export async function issueAccessTokenAction(
  orgId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<{ secret: string }>> {
  const input = { ...Object.fromEntries(form), scopes: form.getAll("scopes") };
  return answerFor(orgId, async (ctx) => {
    const { secret } = await issueAccessToken(ctx, input);
    refresh();
    return { secret };
  });
}

export async function revokeAccessTokenAction(tokenId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => revokeAccessToken(ctx, { tokenId }));
  refresh();
  return result;
}

export async function renameAccessTokenAction(
  tokenId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await answer((ctx) => renameAccessToken(ctx, { ...Object.fromEntries(form), tokenId }));
  refresh();
  return result;
}

export async function rotateAccessTokenAction(tokenId: string): Promise<Answer<{ secret: string }>> {
  const result = await answer(async (ctx) => ({
    secret: (await rotateAccessToken(ctx, { tokenId })).secret,
  }));
  refresh();
  return result;
}
