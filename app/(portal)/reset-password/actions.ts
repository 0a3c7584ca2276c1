"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { resetPassword } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { admitBrowser, requestOrigin } from "#server/platform/session.ts";

export async function resetPasswordAction(_previous: FormState, form: FormData): Promise<FormState> {
  const origin = await requestOrigin();
  const result = await answer((ctx) => resetPassword(ctx, Object.fromEntries(form), origin));
  if (!result.ok) return result;
  redirect(await admitBrowser(result.value.admission, result.value.next));
}
