"use server";
import type { Answer } from "#lib/answer.ts";
import { issueFirstKey } from "#server/credentials/index.ts";
import type { FirstKey } from "#server/credentials/schema.ts";
import { answerFor } from "#server/platform/action.ts";

export async function issueFirstKeyAction(
  orgId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<FirstKey>> {
  return answerFor(orgId, (ctx) => issueFirstKey(ctx, Object.fromEntries(form)));
}
