"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import {
  addMember,
  createOrganisation,
  removeMember,
  restoreOrganisation,
  setPublisher,
  suspendOrganisation,
  updateMemberRole,
} from "#server/identity/index.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";
import { answer } from "#server/platform/action.ts";

export async function createOrganisationAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const input = { ...Object.fromEntries(form), isPublisher: form.has("isPublisher") };
  return answer(async (ctx) => redirect(routes.adminOrganisation((await createOrganisation(ctx, input)).id)));
}

export async function suspendOrganisationAction(orgId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => suspendOrganisation(ctx, { orgId }));
  refresh();
  return result;
}

export async function restoreOrganisationAction(orgId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => restoreOrganisation(ctx, { orgId }));
  refresh();
  return result;
}

export async function setPublisherAction(orgId: string, isPublisher: boolean): Promise<Answer<void>> {
  const result = await answer((ctx) => setPublisher(ctx, { orgId, isPublisher }));
  refresh();
  return result;
}

export async function addMemberAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await answer((ctx) => addMember(ctx, Object.fromEntries(form)));
  refresh();
  return result;
}

export async function setMemberRoleAction(
  orgId: string,
  userId: string,
  role: OrgRoleValue,
): Promise<Answer<void>> {
  const result = await answer((ctx) => updateMemberRole(ctx, { orgId, userId, role }));
  refresh();
  return result;
}

export async function removeMemberAction(orgId: string, userId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => removeMember(ctx, { orgId, userId }));
  refresh();
  return result;
}
