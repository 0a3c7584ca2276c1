"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { resendVerification } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { readPendingSignUp } from "#server/platform/session.ts";

export async function resendAction(): Promise<FormState> {
  const pending = await readPendingSignUp();
  if (!pending) redirect(routes.signUp());
  return answer((ctx) => resendVerification(ctx, pending));
}
