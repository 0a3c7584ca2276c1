import type { Tx } from "#server/platform/db.ts";

/** Whether a password alone does not let this person in: they have a confirmed authenticator app or a passkey. */
export async function hasSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  const totp = await tx.totpFactor.count({ where: { userId, confirmedAt: { not: null } } });
  return totp > 0 || (await tx.passkey.count({ where: { userId } })) > 0;
}
