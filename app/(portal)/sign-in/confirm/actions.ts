"use server";
import { redirect } from "next/navigation";
import { follow } from "#app/(portal)/sign-in/_parts/answer-provider.ts";
import type { FormState } from "#components/identity/form-state.ts";
import { answer } from "#server/platform/action.ts";
import { readSsoBrowser, requestOrigin } from "#server/platform/session.ts";
import { confirmConnection } from "#server/sso/index.ts";

export async function confirmConnectionAction(_previous: FormState, form: FormData): Promise<FormState> {
  const browser = { ...(await requestOrigin()), browserSecret: await readSsoBrowser() };
  const result = await answer((ctx) => confirmConnection(ctx, Object.fromEntries(form), browser));
  if (!result.ok) return result;
  redirect(await follow(result.value));
}
