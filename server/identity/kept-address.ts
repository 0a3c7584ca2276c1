import type { Tx } from "#server/platform/db.ts";

/** Whether an address was somebody's until lately who can still take it back; meanwhile nobody else gets it. */
export async function isAddressKept(tx: Tx, email: string, now: Date, but = ""): Promise<boolean> {
  const count = await tx.emailChange.count({
    where: {
      oldEmail: email,
      confirmedAt: { not: null },
      undoneAt: null,
      undoExpiresAt: { gt: now },
      NOT: { userId: but },
    },
  });
  return count > 0;
}

/** Whether a person who has an account cannot have this address. Who never confirmed theirs does not hold it. */
export async function isAddressTaken(tx: Tx, email: string, now: Date, but: string): Promise<boolean> {
  const holder = await tx.user.findUnique({
    where: { email },
    select: { emailVerifiedAt: true, status: true },
  });
  if (holder && (holder.emailVerifiedAt || holder.status === "suspended")) return true;
  return isAddressKept(tx, email, now, but);
}

/** Removes the account, never used, of whoever signed up with an address that somebody else has proved to be theirs. */
export async function dropUnconfirmed(tx: Tx, email: string): Promise<void> {
  const squatter = await tx.user.findFirst({
    where: { email, emailVerifiedAt: null },
    select: { id: true },
  });
  if (!squatter) return;
  const { id } = squatter;
  await tx.organisation.deleteMany({ where: { isPersonal: true, memberships: { some: { userId: id } } } });
  await tx.user.deleteMany({ where: { id, emailVerifiedAt: null } });
}
