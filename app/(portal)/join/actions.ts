"use server";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { answer } from "#server/platform/action.ts";
import { joinByInvitation } from "#server/scim/index.ts";
import { redrawAt } from "../../_parts/redraw-at.ts";

export async function acceptInvitationAction(_previous: FormState, form: FormData): Promise<FormState> {
  return answer(async (ctx) => {
    await joinByInvitation(ctx, Object.fromEntries(form));
    redrawAt(routes.organisation());
  });
}
