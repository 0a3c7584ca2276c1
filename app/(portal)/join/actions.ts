"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { routes } from "#lib/routes.ts";
import { acceptInvitation } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function acceptInvitationAction(_previous: FormState, form: FormData): Promise<FormState> {
  return answer(async (ctx) => {
    await acceptInvitation(ctx, Object.fromEntries(form));
    redirect(routes.organisation());
  });
}
