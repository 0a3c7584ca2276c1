import type { CompiledOperation, SecuritySchemeSummary } from "#server/specs/schema.ts";

/** Whether the document names no credential for an operation, rather than saying that none is needed. */
export function isSecurityUnstated(
  operation: Pick<CompiledOperation, "security" | "isSecurityUnstated" | "isWebhook">,
  schemes: readonly SecuritySchemeSummary[],
): boolean {
  if (operation.isWebhook || operation.security.length > 0) return false;
  // Who describes no scheme at all has not spoken of credentials, whatever an older compilation says.
  return operation.isSecurityUnstated === true || schemes.length === 0;
}
