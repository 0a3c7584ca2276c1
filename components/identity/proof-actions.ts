import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { Answer } from "#lib/answer.ts";
import type { ProofChoices } from "#server/identity/schema.ts";
import type { SignInProvider } from "#server/sso/schema.ts";

export type AskPasskey = () => Promise<Answer<PublicKeyCredentialRequestOptionsJSON>>;

export type GivenProof =
  | { method: "password"; password: string }
  | { method: "totp"; code: string }
  | { method: "passkey"; response: AuthenticationResponseJSON };

/** Between the dialog and the window in which a provider was signed in at again. */
export const PROOF_CHANNEL = "portico-proof";

export interface ProofWays extends ProofChoices {
  /** Where signing in again counts. */
  providers: SignInProvider[];
}

/** What the dialog "Confirm it is you" asks the server. */
export interface ProofActions {
  choices: () => Promise<Answer<ProofWays>>;
  askPasskey: AskPasskey;
  prove: (given: GivenProof) => Promise<Answer<unknown>>;
}
