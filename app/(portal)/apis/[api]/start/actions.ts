"use server";
import type { Answer } from "#lib/answer.ts";
import { issueFirstKey } from "#server/credentials/index.ts";
import type { FirstKey } from "#server/credentials/schema.ts";
import { answer } from "#server/platform/action.ts";

export async function issueFirstKeyAction(_previous: unknown, form: FormData): Promise<Answer<FirstKey>> {
  return answer((ctx) => issueFirstKey(ctx, Object.fromEntries(form)));
}
