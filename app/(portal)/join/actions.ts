"use server";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { acceptInvitation } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { redrawAt } from "../../_parts/redraw-at.ts";

export async function acceptInvitationAction(_previous: FormState, form: FormData): Promise<FormState> {
  return answer(async (ctx) => {
    await acceptInvitation(ctx, Object.fromEntries(form));
    redrawAt(routes.organisation());
  });
}
