export { addSecret } from "./add-secret.ts";
export { createClient } from "./create-client.ts";
export { ACCESS_TOKEN_PREFIX, findAccessToken } from "./find-access-token.ts";
export { findUsableClient } from "./find-usable-client.ts";
export { listClients } from "./list-clients.ts";
export { noteTokenIssued } from "./note-token-issued.ts";
export {
  consumeOidcRecord,
  destroyOidcRecord,
  findOidcRecord,
  findOidcRecordByUid,
  findOidcRecordByUserCode,
  type OidcPayload,
  revokeOidcGrant,
  saveOidcRecord,
  sweepOidcRecords,
} from "./oidc-records.ts";
export { revokeClient } from "./revoke-client.ts";
export { revokeSecret } from "./revoke-secret.ts";
export { loadSigningKeys } from "./signing-keys.ts";
export { touchClients } from "./touch-clients.ts";
