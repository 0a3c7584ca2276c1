"use server";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { answer } from "#server/platform/action.ts";
import { requestOrigin } from "#server/platform/session.ts";
import { acceptTerms } from "#server/terms/index.ts";

export async function acceptTermsAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const origin = await requestOrigin();
  const result = await answer((ctx) => acceptTerms(ctx, Object.fromEntries(form), origin));
  if (!result.ok) return result;
  redirect(safeNext(form.get("next"), routes.apps()));
}
