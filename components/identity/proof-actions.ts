import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { Answer } from "#lib/answer.ts";
import type { ProofChoices } from "#server/identity/schema.ts";

export type AskPasskey = () => Promise<Answer<PublicKeyCredentialRequestOptionsJSON>>;

export type GivenProof =
  | { method: "password"; password: string }
  | { method: "totp"; code: string }
  | { method: "passkey"; response: AuthenticationResponseJSON };

/** What the dialog "Confirm it is you" asks the server. */
export interface ProofActions {
  choices: () => Promise<Answer<ProofChoices>>;
  askPasskey: AskPasskey;
  prove: (given: GivenProof) => Promise<Answer<unknown>>;
}
