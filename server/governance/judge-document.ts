import type { Finding } from "#server/specs/schema.ts";
import { DEFAULT_POLICY } from "./default-policy.ts";
import type { PublishPolicy, Verdict } from "./schema.ts";

const MAX_REASONS = 20;

/** Decides from its findings whether a document may be published. Pure. */
export function judgeDocument(findings: Finding[], policy: PublishPolicy = DEFAULT_POLICY): Verdict {
  const blocking = findings.filter((finding) => isBlocking(finding, policy));
  return { isPublishable: blocking.length === 0, reasons: blocking.slice(0, MAX_REASONS).map(toReason) };
}

function isBlocking({ rule, severity }: Finding, policy: PublishPolicy): boolean {
  if (policy.toleratedRules.includes(rule)) return false;
  return policy.blockingSeverities.includes(severity) || policy.blockingRules.includes(rule);
}

function toReason({ message, line, pointer }: Finding): string {
  const place = line > 0 ? `Line ${line}` : pointer;
  return place ? `${place}: ${message}` : message;
}
