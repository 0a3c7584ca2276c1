"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { answer } from "#server/platform/action.ts";
import { publishTerms } from "#server/terms/index.ts";

export async function publishTermsAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await answer((ctx) => publishTerms(ctx, Object.fromEntries(form)));
  if (result.ok) refresh();
  return result;
}
