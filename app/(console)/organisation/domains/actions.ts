"use server";
import { refresh } from "next/cache";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { addDomain, removeDomain, setDomainJoining, verifyDomain } from "#server/joining/index.ts";
import { answer, answerFor } from "#server/platform/action.ts";
import type { Ctx } from "#server/platform/context.ts";

async function done<T>(work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  const result = await answer(work);
  refresh();
  return result;
}

export async function addDomainAction(
  orgId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return answerFor(orgId, async (ctx) => {
    await addDomain(ctx, Object.fromEntries(form));
    refresh();
  });
}

export async function verifyDomainAction(_previous: FormState, form: FormData): Promise<FormState> {
  return done((ctx) => verifyDomain(ctx, Object.fromEntries(form)));
}

export async function setDomainJoiningAction(_previous: FormState, form: FormData): Promise<FormState> {
  return done((ctx) => setDomainJoining(ctx, Object.fromEntries(form)));
}

export async function removeDomainAction(domainId: string): Promise<Answer<void>> {
  return done((ctx) => removeDomain(ctx, { domainId }));
}
