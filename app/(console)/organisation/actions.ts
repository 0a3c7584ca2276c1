"use server";
import { refresh } from "next/cache";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import {
  createTeam,
  foundOrganisation,
  inviteMember,
  leaveOrganisation,
  removeMember,
  renameOrganisation,
  revokeInvitation,
  transferOwnership,
  updateMemberRole,
} from "#server/identity/index.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";
import { answer, answerFor } from "#server/platform/action.ts";
import type { Ctx } from "#server/platform/context.ts";
import { redrawAt } from "../../_parts/redraw-at.ts";

/** Does it and shows the page as it then is. */
async function done<T>(work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  const result = await answer(work);
  refresh();
  return result;
}

/** The same for the organisation shown. When the person acts for another by now, the page stays as they know it. */
function doneFor<T>(orgId: string, work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  return answerFor(orgId, async (ctx) => {
    const value = await work(ctx);
    refresh();
    return value;
  });
}

export async function foundOrganisationAction(_previous: FormState, form: FormData): Promise<FormState> {
  return answer(async (ctx) => {
    await foundOrganisation(ctx, Object.fromEntries(form));
    redrawAt(routes.organisation());
  });
}

export async function createTeamAction(
  orgId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return doneFor(orgId, (ctx) => createTeam(ctx, Object.fromEntries(form)));
}

export async function renameOrganisationAction(
  orgId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return doneFor(orgId, (ctx) => renameOrganisation(ctx, Object.fromEntries(form)));
}

export async function inviteMemberAction(
  orgId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return doneFor(orgId, (ctx) => inviteMember(ctx, Object.fromEntries(form)));
}

export async function revokeInvitationAction(invitationId: string): Promise<Answer<void>> {
  return done((ctx) => revokeInvitation(ctx, { invitationId }));
}

export async function setRoleAction(
  orgId: string,
  userId: string,
  role: OrgRoleValue,
): Promise<Answer<void>> {
  return done((ctx) => updateMemberRole(ctx, { orgId, userId, role }));
}

export async function removeMemberAction(orgId: string, userId: string): Promise<Answer<void>> {
  return done((ctx) => removeMember(ctx, { orgId, userId }));
}

export async function transferOwnershipAction(orgId: string, userId: string): Promise<Answer<void>> {
  return doneFor(orgId, (ctx) => transferOwnership(ctx, { userId }));
}

export async function leaveOrganisationAction(orgId: string): Promise<Answer<void>> {
  return doneFor(orgId, leaveOrganisation);
}
