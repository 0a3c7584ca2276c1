"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { answer } from "#server/platform/action.ts";
import { keepSsoBrowser, requestOrigin } from "#server/platform/session.ts";
import { disconnect, startSso } from "#server/sso/index.ts";

export async function connectAction(_previous: FormState, form: FormData): Promise<FormState> {
  const browser = { ...(await requestOrigin()), browserSecret: await keepSsoBrowser() };
  const input = { provider: form.get("provider"), purpose: "link" };
  const result = await answer((ctx) => startSso(ctx, input, browser));
  if (!result.ok) return result;
  redirect(result.value.url);
}

export async function disconnectAction(connectionId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => disconnect(ctx, { connectionId }));
  if (result.ok) refresh();
  return result;
}
