import type { Severity } from "#server/specs/schema.ts";

/** What keeps a document from being published. */
export interface PublishPolicy {
  /** Findings of these severities block, whatever their rule. */
  blockingSeverities: Severity[];
  /** Findings of these rules block although their severity does not. */
  blockingRules: string[];
  /** Findings of these rules never block. */
  toleratedRules: string[];
}

/** Whether a document may be published; the reasons say what must be mended, worst first. */
export interface Verdict {
  isPublishable: boolean;
  reasons: string[];
}
