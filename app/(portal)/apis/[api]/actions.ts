"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { requestAccess, withdrawAccessRequest } from "#server/catalog/index.ts";
import { answerFor } from "#server/platform/action.ts";

export async function askForAccessAction(
  orgId: string,
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return answerFor(orgId, async (ctx) => {
    const asked = await requestAccess(ctx, { ...Object.fromEntries(form), api });
    refresh();
    return asked;
  });
}

export async function withdrawAccessAction(orgId: string, api: string): Promise<Answer<unknown>> {
  return answerFor(orgId, async (ctx) => {
    const withdrawn = await withdrawAccessRequest(ctx, { api });
    refresh();
    return withdrawn;
  });
}
