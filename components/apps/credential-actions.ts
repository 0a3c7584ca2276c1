import type { Answer } from "#lib/answer.ts";
import type { IssuedSecret } from "#server/oauth/schema.ts";

export interface CredentialActions {
  revokeKey: (keyId: string) => Promise<Answer<unknown>>;
  revokeClient: (clientId: string) => Promise<Answer<unknown>>;
  revokeSecret: (clientId: string, secretId: string) => Promise<Answer<unknown>>;
  addSecret: (clientId: string) => Promise<Answer<IssuedSecret>>;
}
