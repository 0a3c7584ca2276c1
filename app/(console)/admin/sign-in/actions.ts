"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { answer } from "#server/platform/action.ts";
import {
  addClaimMapping,
  addProvider,
  changeProvider,
  removeClaimMapping,
  setProviderStatus,
  testProvider,
} from "#server/sso/index.ts";

export async function addProviderAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => addProvider(ctx, Object.fromEntries(form)));
  if (!result.ok) return result;
  redirect(routes.adminProvider(result.value.id));
}

export async function changeProviderAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => changeProvider(ctx, Object.fromEntries(form)));
  if (result.ok) refresh();
  return result;
}

export async function setProviderStatusAction(providerId: string, isActive: boolean): Promise<Answer<void>> {
  const result = await answer((ctx) => setProviderStatus(ctx, { providerId, isActive }));
  refresh();
  return result;
}

export async function testProviderAction(
  _previous: unknown,
  form: FormData,
): Promise<Answer<{ findings: string[] }>> {
  return answer((ctx) => testProvider(ctx, Object.fromEntries(form)));
}

export async function addClaimMappingAction(_previous: FormState, form: FormData): Promise<FormState> {
  const [orgId, teamId] = String(form.get("target") ?? "").split(" ");
  const input = { ...Object.fromEntries(form), orgId: orgId ?? "", teamId: teamId ?? "" };
  const result = await answer((ctx) => addClaimMapping(ctx, input));
  if (result.ok) refresh();
  return result;
}

export async function removeClaimMappingAction(mappingId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => removeClaimMapping(ctx, { mappingId }));
  refresh();
  return result;
}
