"use server";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { answer } from "#server/platform/action.ts";
import { clearSessionCookie } from "#server/platform/session.ts";
import { deleteAccount } from "#server/privacy/index.ts";

export async function deleteAccountAction(confirmation: string): Promise<Answer<void>> {
  const result = await answer((ctx) => deleteAccount(ctx, { confirmation }));
  if (!result.ok) return result;
  await clearSessionCookie();
  redirect(routes.goodbye());
}
