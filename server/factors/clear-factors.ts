import type { Tx } from "#server/platform/db.ts";

/** Takes everything away that a person has besides their password. */
export async function clearFactors(tx: Tx, userId: string): Promise<{ hadTotp: boolean; passkeys: number }> {
  const totp = await tx.totpFactor.deleteMany({ where: { userId } });
  const passkeys = await tx.passkey.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return { hadTotp: totp.count > 0, passkeys: passkeys.count };
}

/** Takes away what was added or proved to work since then, and the codes made since. */
export async function dropFactorsSince(
  tx: Tx,
  userId: string,
  since: Date,
): Promise<{ hadTotp: boolean; passkeys: number }> {
  const fresh = { gte: since };
  const totp = await tx.totpFactor.deleteMany({
    where: { userId, OR: [{ createdAt: fresh }, { confirmedAt: fresh }] },
  });
  const passkeys = await tx.passkey.deleteMany({ where: { userId, createdAt: fresh } });
  await tx.recoveryCode.deleteMany({ where: { userId, createdAt: fresh } });
  await dropOrphanedCodes(tx, userId);
  return { hadTotp: totp.count > 0, passkeys: passkeys.count };
}

/** Takes the authenticator app away; recovery codes go with the last factor. */
export async function dropTotp(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.totpFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } });
  await dropOrphanedCodes(tx, userId);
  return count > 0;
}

/** Takes one passkey of this person's away and answers its name; null when there is no such. */
export async function dropPasskey(tx: Tx, userId: string, passkeyId: string): Promise<string | null> {
  const passkey = await tx.passkey.findFirst({ where: { id: passkeyId, userId }, select: { name: true } });
  const { count } = await tx.passkey.deleteMany({ where: { id: passkeyId, userId } });
  await dropOrphanedCodes(tx, userId);
  return count > 0 ? (passkey?.name ?? null) : null;
}

async function dropOrphanedCodes(tx: Tx, userId: string): Promise<void> {
  const totp = await tx.totpFactor.count({ where: { userId, confirmedAt: { not: null } } });
  if (totp + (await tx.passkey.count({ where: { userId } })) === 0)
    await tx.recoveryCode.deleteMany({ where: { userId } });
}
