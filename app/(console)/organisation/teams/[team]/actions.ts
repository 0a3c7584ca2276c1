"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { moveApp } from "#server/apps/index.ts";
import { moveApi } from "#server/catalog/index.ts";
import { addTeamMember, deleteTeam, removeTeamMember, renameTeam } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import type { Ctx } from "#server/platform/context.ts";

async function done<T>(work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  const result = await answer(work);
  refresh();
  return result;
}

export async function renameTeamAction(
  teamId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return done((ctx) => renameTeam(ctx, { ...Object.fromEntries(form), teamId }));
}

export async function addTeamMemberAction(
  teamId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return done((ctx) => addTeamMember(ctx, { ...Object.fromEntries(form), teamId }));
}

export async function removeTeamMemberAction(teamId: string, userId: string): Promise<Answer<void>> {
  return done((ctx) => removeTeamMember(ctx, { teamId, userId }));
}

export async function moveAppAction(appId: string, teamId: string): Promise<Answer<unknown>> {
  return done((ctx) => moveApp(ctx, { appId, teamId }));
}

export async function moveApiAction(api: string, teamId: string): Promise<Answer<void>> {
  return done((ctx) => moveApi(ctx, { api, teamId }));
}

export async function deleteTeamAction(teamId: string): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    await deleteTeam(ctx, { teamId });
    redirect(routes.organisation());
  });
}
