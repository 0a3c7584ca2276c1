export { issueFirstKey } from "./issue-first-key.ts";
export { issueKey } from "./issue-key.ts";
export { isKeyShaped, readKey } from "./key-format.ts";
export { listKeys } from "./list-keys.ts";
export { mintTrialKey } from "./mint-trial-key.ts";
export { revokeKey } from "./revoke-key.ts";
export { touchKeys } from "./touch-keys.ts";
export { isTrialGenuine, isTrialShaped, readTrialKey } from "./trial-format.ts";
