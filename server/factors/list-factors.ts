import type { Tx } from "#server/platform/db.ts";
import type { FactorsSummary } from "./schema.ts";

/** What a person has besides their password. */
export async function listFactors(tx: Tx, userId: string): Promise<FactorsSummary> {
  const totp = await tx.totpFactor.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { confirmedAt: true, lastUsedAt: true },
  });
  const passkeys = await tx.passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, isSynced: true, createdAt: true, lastUsedAt: true },
  });
  const recoveryCodesLeft = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return {
    totp: totp?.confirmedAt ? { since: totp.confirmedAt, lastUsedAt: totp.lastUsedAt } : null,
    passkeys,
    recoveryCodesLeft,
  };
}
