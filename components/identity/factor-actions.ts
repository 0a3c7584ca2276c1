import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import type { ShownCodes, TotpOffer } from "#server/factors/schema.ts";

/** What the page of one's own security can do about second factors. */
export interface FactorActions {
  startTotp: () => Promise<Answer<TotpOffer>>;
  confirmTotp: (code: string) => Promise<Answer<ShownCodes>>;
  removeTotp: () => Promise<Answer<unknown>>;
  offerPasskey: () => Promise<Answer<PublicKeyCredentialCreationOptionsJSON>>;
  addPasskey: (name: string, response: RegistrationResponseJSON) => Promise<Answer<ShownCodes>>;
  renamePasskey: (passkeyId: string, ...rest: Parameters<FormAction>) => ReturnType<FormAction>;
  removePasskey: (passkeyId: string) => Promise<Answer<unknown>>;
  regenerateCodes: () => Promise<Answer<ShownCodes>>;
}
