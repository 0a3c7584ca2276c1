export { answerByPost, answerByQuery, fetchAnswer } from "./answer-sso.ts";
export {
  addClaimMapping,
  listClaimMappings,
  listMappingTargets,
  removeClaimMapping,
} from "./claim-mappings.ts";
export { confirmConnection, peekConnection } from "./confirm-connection.ts";
export { disconnect, listConnections } from "./connections.ts";
export type { SsoResult } from "./finish-sso.ts";
export { isOfProof, problemOf } from "./problem.ts";
export { listProofProviders } from "./prove-by-provider.ts";
export {
  addProvider,
  changeProvider,
  getProvider,
  listProviders,
  listSignInProviders,
  setProviderStatus,
} from "./providers.ts";
export { pruneSso } from "./prune-sso.ts";
export { findSamlMetadata } from "./saml-metadata.ts";
export { proveBySso, startSso } from "./start-sso.ts";
export { testProvider } from "./test-provider.ts";
