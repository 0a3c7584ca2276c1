"use server";
import { refresh } from "next/cache";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { restoreApp, suspendApp } from "#server/apps/index.ts";
import { answer } from "#server/platform/action.ts";

export async function suspendAppAction(
  appId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await answer((ctx) => suspendApp(ctx, { ...Object.fromEntries(form), appId }));
  if (result.ok) refresh();
  return result;
}

export async function restoreAppAction(appId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => restoreApp(ctx, { appId }));
  refresh();
  return result;
}
