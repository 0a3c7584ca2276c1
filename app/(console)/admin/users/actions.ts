"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import {
  endUserSessions,
  resetUserSignIn,
  restoreUser,
  setPlatformRole,
  suspendUser,
  withdrawAccessToken,
} from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function suspendUserAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => suspendUser(ctx, { userId }));
  refresh();
  return result;
}

export async function restoreUserAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => restoreUser(ctx, { userId }));
  refresh();
  return result;
}

export async function setPlatformRoleAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await answer((ctx) => setPlatformRole(ctx, Object.fromEntries(form)));
  refresh();
  return result;
}

export async function endUserSessionsAction(userId: string): Promise<Answer<unknown>> {
  const result = await answer((ctx) => endUserSessions(ctx, { userId }));
  refresh();
  return result;
}

export async function endUserSessionAction(userId: string, sessionId: string): Promise<Answer<unknown>> {
  const result = await answer((ctx) => endUserSessions(ctx, { userId, sessionId }));
  refresh();
  return result;
}

export async function resetUserSignInAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => resetUserSignIn(ctx, { userId }));
  refresh();
  return result;
}

export async function withdrawAccessTokenAction(tokenId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => withdrawAccessToken(ctx, { tokenId }));
  refresh();
  return result;
}
