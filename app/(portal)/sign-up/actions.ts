"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { signUp } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { requestOrigin, writePendingSignUp } from "#server/platform/session.ts";

export async function signUpAction(_previous: FormState, form: FormData): Promise<FormState> {
  const origin = await requestOrigin();
  const result = await answer((ctx) => signUp(ctx, Object.fromEntries(form), origin));
  if (!result.ok) return { ...result, email: String(form.get("email") ?? "") };
  await writePendingSignUp(result.value);
  redirect(routes.checkMail());
}
