"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { restoreUser, setPlatformRole, suspendUser } from "#server/identity/index.ts";
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

export async function makeAdminAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => setPlatformRole(ctx, { userId, platformRole: "admin" }));
  refresh();
  return result;
}

export async function unmakeAdminAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => setPlatformRole(ctx, { userId, platformRole: "none" }));
  refresh();
  return result;
}
