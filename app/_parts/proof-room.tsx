import type { ReactNode } from "react";
import { ProofGate } from "#components/identity/proof-gate.tsx";
import { askProofPasskeyAction, listProofsAction, proveIdentityAction } from "./proof-actions.ts";

const actions = { choices: listProofsAction, askPasskey: askProofPasskeyAction, prove: proveIdentityAction };

/** A part of the portal whose actions may ask for a proof of who sits there. */
export function ProofRoom({ children }: { children: ReactNode }) {
  return <ProofGate actions={actions}>{children}</ProofGate>;
}
