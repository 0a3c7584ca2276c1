"use server";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { registerApp } from "#server/apps/index.ts";
import type { AppSummary } from "#server/apps/schema.ts";
import { answerFor } from "#server/platform/action.ts";

export async function registerAppAction(
  orgId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<AppSummary>> {
  return answerFor(orgId, async (ctx) => {
    const app = await registerApp(ctx, Object.fromEntries(form));
    redirect(routes.app(app.id));
  });
}
