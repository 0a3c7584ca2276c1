"use server";
import { refresh } from "next/cache";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import {
  decideJoinRequest,
  joinOrganisation,
  requestToJoin,
  withdrawJoinRequest,
} from "#server/joining/index.ts";
import { answer } from "#server/platform/action.ts";
import type { Ctx } from "#server/platform/context.ts";
import { redrawAt } from "../../_parts/redraw-at.ts";

async function done<T>(work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  const result = await answer(work);
  refresh();
  return result;
}

export async function joinOrganisationAction(_previous: FormState, form: FormData): Promise<FormState> {
  return answer(async (ctx) => {
    await joinOrganisation(ctx, Object.fromEntries(form));
    redrawAt(routes.organisation());
  });
}

export async function requestToJoinAction(_previous: FormState, form: FormData): Promise<FormState> {
  return done((ctx) => requestToJoin(ctx, Object.fromEntries(form)));
}

export async function withdrawJoinRequestAction(requestId: string): Promise<Answer<void>> {
  return done((ctx) => withdrawJoinRequest(ctx, { requestId }));
}

export async function decideJoinRequestAction(
  requestId: string,
  decision: "approve" | "refuse",
): Promise<Answer<void>> {
  return done((ctx) => decideJoinRequest(ctx, { requestId, decision }));
}
