"use server";
import type { FormState } from "#components/identity/form-state.ts";
import { requestPasswordReset } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { requestOrigin } from "#server/platform/session.ts";

export async function forgotPasswordAction(_previous: FormState, form: FormData): Promise<FormState> {
  const origin = await requestOrigin();
  const result = await answer((ctx) => requestPasswordReset(ctx, Object.fromEntries(form), origin));
  return { ...result, email: String(form.get("email") ?? "") };
}
