"use server";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { startView } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { redrawAt } from "../../../_parts/redraw-at.ts";

export async function startViewAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    await startView(ctx, Object.fromEntries(form));
    redrawAt(routes.apps());
  });
}
