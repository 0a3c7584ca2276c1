"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { undoEmailChange } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function undoEmailChangeAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => undoEmailChange(ctx, Object.fromEntries(form)));
  if (!result.ok) return result;
  redirect(routes.forgotPassword());
}
