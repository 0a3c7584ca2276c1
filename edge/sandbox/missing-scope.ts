import type { CallIdentity } from "#server/gateway/schema.ts";
import type { CallableOperation } from "#server/specs/schema.ts";

/** A token that carries scopes is held to what the operation demands; the scopes it lacks, or null. */
export function findMissingScopes(operation: CallableOperation, who: CallIdentity): string[] | null {
  const isToken = who.credentialId.startsWith("client_");
  if (!isToken || who.scopes.length === 0 || operation.security.length === 0) return null;
  const scoped = new Set(
    operation.securitySchemes
      .filter(({ type }) => type === "oauth2" || type === "openIdConnect")
      .map(({ name }) => name),
  );
  let fewest: string[] | null = null;
  for (const { schemes } of operation.security) {
    const missing = schemes
      .filter(({ name }) => scoped.has(name))
      .flatMap(({ scopes }) => scopes.filter((scope) => !who.scopes.includes(scope)));
    if (missing.length === 0) return null;
    if (!fewest || missing.length < fewest.length) fewest = missing;
  }
  return fewest;
}
