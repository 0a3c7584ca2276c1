import type { Key } from "#prisma/generated/client.ts";
import { maskKey } from "./key-format.ts";
import type { KeySummary } from "./schema.ts";

export function toKeySummary(row: Key, now: Date): KeySummary {
  const { id, appId, name, environment, hint, createdAt, expiresAt, revokedAt, lastUsedAt } = row;
  const isExpired = expiresAt !== null && expiresAt <= now;
  return {
    id,
    appId,
    name,
    environment,
    masked: maskKey(environment, row.kid, hint),
    hint,
    state: revokedAt ? "revoked" : isExpired ? "expired" : "active",
    createdAt,
    expiresAt,
    revokedAt,
    lastUsedAt,
  };
}
