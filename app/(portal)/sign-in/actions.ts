"use server";
import type { AuthenticationResponseJSON } from "@simplewebauthn/browser";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { askSignInPasskey, signIn, signInWithPasskey } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { admitBrowser, requestOrigin } from "#server/platform/session.ts";

export async function signInAction(_previous: FormState, form: FormData): Promise<FormState> {
  const next = safeNext(form.get("next"), routes.apps());
  const origin = await requestOrigin();
  const result = await answer((ctx) => signIn(ctx, Object.fromEntries(form), origin, next));
  if (!result.ok) return { ...result, email: String(form.get("email") ?? "") };
  redirect(await admitBrowser(result.value, next));
}

export async function askSignInPasskeyAction() {
  return answer(askSignInPasskey);
}

export async function passkeySignInAction(next: string, response: AuthenticationResponseJSON) {
  const origin = await requestOrigin();
  const result = await answer((ctx) => signInWithPasskey(ctx, { response }, origin));
  if (!result.ok) return result;
  redirect(await admitBrowser(result.value, safeNext(next, routes.apps())));
}
