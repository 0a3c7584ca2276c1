"use server";
import type { RegistrationResponseJSON } from "@simplewebauthn/browser";
import { refresh } from "next/cache";
import type { FormState } from "#components/identity/form-state.ts";
import {
  addPasskey,
  confirmTotp,
  offerPasskey,
  regenerateRecoveryCodes,
  renamePasskey,
  startTotp,
} from "#server/factors/index.ts";
import {
  changePassword,
  removePasskey,
  removePassword,
  removeTotp,
  requestEmailChange,
} from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";

export async function changePasswordAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => changePassword(ctx, Object.fromEntries(form)));
  refresh();
  return result;
}

export async function removePasswordAction() {
  const result = await answer(removePassword);
  refresh();
  return result;
}

export async function requestEmailChangeAction(_previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => requestEmailChange(ctx, Object.fromEntries(form)));
  refresh();
  return result;
}

export async function startTotpAction() {
  return answer(startTotp);
}

export async function confirmTotpAction(code: string) {
  const result = await answer((ctx) => confirmTotp(ctx, { code }));
  refresh();
  return result;
}

export async function removeTotpAction() {
  const result = await answer(removeTotp);
  refresh();
  return result;
}

export async function offerPasskeyAction() {
  return answer(offerPasskey);
}

export async function addPasskeyAction(name: string, response: RegistrationResponseJSON) {
  const result = await answer(async (ctx) => {
    const { recoveryCodes } = await addPasskey(ctx, { name, response });
    return { recoveryCodes };
  });
  refresh();
  return result;
}

export async function renamePasskeyAction(
  passkeyId: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const result = await answer((ctx) => renamePasskey(ctx, { ...Object.fromEntries(form), passkeyId }));
  refresh();
  return result;
}

export async function removePasskeyAction(passkeyId: string) {
  const result = await answer((ctx) => removePasskey(ctx, { passkeyId }));
  refresh();
  return result;
}

export async function regenerateRecoveryCodesAction() {
  const result = await answer(regenerateRecoveryCodes);
  refresh();
  return result;
}
