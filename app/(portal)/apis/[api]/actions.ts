"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { requestAccess, withdrawAccessRequest } from "#server/catalog/index.ts";
import { answer } from "#server/platform/action.ts";

export async function askForAccessAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    const asked = await requestAccess(ctx, { ...Object.fromEntries(form), api });
    refresh();
    return asked;
  });
}

export async function withdrawAccessAction(api: string): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    const withdrawn = await withdrawAccessRequest(ctx, { api });
    refresh();
    return withdrawn;
  });
}
