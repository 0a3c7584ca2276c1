"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { createFirstAdmin } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { requestOrigin, writeSessionCookie } from "#server/platform/session.ts";

export async function setupAction(_previous: FormState, form: FormData): Promise<FormState> {
  const origin = await requestOrigin();
  const result = await answer((ctx) => createFirstAdmin(ctx, Object.fromEntries(form), origin));
  if (!result.ok) return result;
  await writeSessionCookie(result.value);
  redirect(routes.adminBrand());
}
