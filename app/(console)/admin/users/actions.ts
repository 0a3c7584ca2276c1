"use server";
import { revalidatePath } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { restoreUser, setPlatformRole, suspendUser } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function suspendUserAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => suspendUser(ctx, { userId }));
  revalidatePath(routes.adminUsers());
  return result;
}

export async function restoreUserAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => restoreUser(ctx, { userId }));
  revalidatePath(routes.adminUsers());
  return result;
}

export async function makeAdminAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => setPlatformRole(ctx, { userId, platformRole: "admin" }));
  revalidatePath(routes.adminUsers());
  return result;
}

export async function unmakeAdminAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => setPlatformRole(ctx, { userId, platformRole: "none" }));
  revalidatePath(routes.adminUsers());
  return result;
}
