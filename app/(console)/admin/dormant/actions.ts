"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { remindDormantUser } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function remindDormantUserAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => remindDormantUser(ctx, { userId }));
  refresh();
  return result;
}
