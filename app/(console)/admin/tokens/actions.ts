"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { setAccessTokenRule } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function setAccessTokenRuleAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await answer((ctx) => setAccessTokenRule(ctx, Object.fromEntries(form)));
  if (result.ok) refresh();
  return result;
}
