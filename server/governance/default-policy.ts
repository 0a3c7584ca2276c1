import type { PublishPolicy } from "./schema.ts";

/**
 * What the compiler could make sense of is published with its findings in sight; only what would mislead every reader
 * and every generated client is held back.
 */
export const DEFAULT_POLICY: PublishPolicy = {
  blockingSeverities: [],
  blockingRules: ["external-reference"],
  toleratedRules: [],
};

/** For those who hold the specification to the letter: every error blocks. */
export const STRICT_POLICY: PublishPolicy = {
  blockingSeverities: ["error"],
  blockingRules: [],
  toleratedRules: [],
};
