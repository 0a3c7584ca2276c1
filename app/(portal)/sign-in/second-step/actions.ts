"use server";
import type { AuthenticationResponseJSON } from "@simplewebauthn/browser";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { askSecondStepPasskey, finishSignIn } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { admitBrowser, readSecondStep, requestOrigin } from "#server/platform/session.ts";

async function finish(input: unknown) {
  const browser = { ...(await requestOrigin()), pendingSecret: await readSecondStep() };
  const result = await answer((ctx) => finishSignIn(ctx, input, browser));
  if (!result.ok) return result;
  redirect(await admitBrowser(result.value.admission, result.value.next));
}

export async function finishSignInAction(_previous: FormState, form: FormData): Promise<FormState> {
  return finish(Object.fromEntries(form));
}

export async function finishWithPasskeyAction(response: AuthenticationResponseJSON) {
  return finish({ method: "passkey", response });
}

export async function askSecondStepPasskeyAction() {
  const secret = await readSecondStep();
  return answer((ctx) => askSecondStepPasskey(ctx, secret));
}
