"use server";
import type { GivenProof } from "#components/identity/proof-actions.ts";
import { askProofPasskey, listProofs, proveIdentity } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import { requestOrigin } from "#server/platform/session.ts";
import { listProofProviders } from "#server/sso/index.ts";

export async function listProofsAction() {
  return answer(async (ctx) => ({ ...(await listProofs(ctx)), providers: await listProofProviders(ctx) }));
}

export async function askProofPasskeyAction() {
  return answer(askProofPasskey);
}

export async function proveIdentityAction(given: GivenProof) {
  const { address } = await requestOrigin();
  return answer((ctx) => proveIdentity(ctx, given, address));
}
