"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { approveNewcomer, declineNewcomer, updateSignUpSettings } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function updateSignUpAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await answer((ctx) => updateSignUpSettings(ctx, Object.fromEntries(form)));
  if (result.ok) refresh();
  return result;
}

export async function approveNewcomerAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => approveNewcomer(ctx, { userId }));
  refresh();
  return result;
}

export async function declineNewcomerAction(userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => declineNewcomer(ctx, { userId }));
  refresh();
  return result;
}
