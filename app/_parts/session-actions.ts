"use server";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { endView, signOut, switchOrganisation } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { clearSessionCookie } from "#server/platform/session.ts";
import { redrawAt } from "./redraw-at.ts";

export async function signOutAction(): Promise<void> {
  await answer(signOut);
  await clearSessionCookie();
  redrawAt(routes.home());
}

/** What is on screen may belong to the organisation left behind, so the way leads to the new one's apps, or to `next`. */
export async function switchOrganisationAction(form: FormData): Promise<void> {
  await answer((ctx) => switchOrganisation(ctx, Object.fromEntries(form)));
  redrawAt(safeNext(form.get("next"), routes.apps()));
}

/** What is on screen was seen through somebody else, so the way leads back to where views begin. */
export async function endViewAction(): Promise<void> {
  await answer(endView);
  redrawAt(routes.admin());
}
