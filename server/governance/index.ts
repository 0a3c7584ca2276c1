export { DEFAULT_POLICY, STRICT_POLICY } from "./default-policy.ts";
export { judgeDocument } from "./judge-document.ts";
export { requirePublishable } from "./require-publishable.ts";
