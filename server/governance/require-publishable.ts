import { Refusal } from "#server/platform/refusal.ts";
import type { Finding } from "#server/specs/schema.ts";
import { judgeDocument } from "./judge-document.ts";
import type { PublishPolicy } from "./schema.ts";

/** Lets a document pass, or refuses it with its findings and the reasons in `detail`. */
export function requirePublishable(findings: Finding[], policy?: PublishPolicy): void {
  const { isPublishable, reasons } = judgeDocument(findings, policy);
  if (isPublishable) return;
  const [first = "The document may not be published."] = reasons;
  const message = reasons.length > 1 ? `${first} (${reasons.length} reasons in all.)` : first;
  throw new Refusal("invalid_input", message, { document: message }, { findings, reasons });
}
