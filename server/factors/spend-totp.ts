import type { Tx } from "#server/platform/db.ts";
import { unseal } from "#server/platform/keyring.ts";
import { stepOf } from "./totp.ts";

/** Whether this is a code of the person's confirmed app that was not taken yet. Of two at once, only one is. */
export async function spendTotp(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const totp = await tx.totpFactor.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { sealedSecret: true },
  });
  if (!totp) return false;
  const step = stepOf(unseal(totp.sealedSecret), code, now);
  if (step === null) return false;
  const { count } = await tx.totpFactor.updateMany({
    where: {
      userId,
      confirmedAt: { not: null },
      OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }],
    },
    data: { lastUsedStep: step, lastUsedAt: now },
  });
  return count === 1;
}
