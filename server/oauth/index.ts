export { addSecret } from "./add-secret.ts";
export { createClient } from "./create-client.ts";
export { findAccessToken } from "./find-access-token.ts";
export { listClients } from "./list-clients.ts";
export { revokeClient } from "./revoke-client.ts";
export { revokeSecret } from "./revoke-secret.ts";
