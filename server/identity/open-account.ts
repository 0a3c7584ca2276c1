import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { admitNewcomer } from "./admit-newcomer.ts";
import { tellOfNewcomer } from "./decide-newcomer.ts";
import { isAddressKept } from "./kept-address.ts";
import { insertPersonalOrganisation, insertUser, lockFor, nameOf } from "./store.ts";

const TAKEN = "This address has an account already.";

interface ProvenPerson {
  email: string;
  name: string | null;
  /** The secret of the invitation's link, when they come by one. */
  invitation?: string | undefined;
  /** Nobody proved anything: their organisation, whose domain the address is of, brings them. */
  isBrought?: boolean;
}

/**
 * The account of somebody who has just proved that this address is theirs, without a password. One that was opened with
 * the address but never confirmed becomes theirs, and nothing that others laid into it stays.
 */
export async function openAccount(tx: Tx, person: ProvenPerson, now: Date): Promise<string> {
  const { email } = person;
  const status = await admitNewcomer(tx, person, now);
  const name =
    person.name
      ?.replace(/[\p{Cc}<>]/gu, "")
      .trim()
      .slice(0, 100) || nameOf(email);
  const existing = await tx.user.findUnique({
    where: { email },
    select: { id: true, emailVerifiedAt: true, status: true },
  });
  if (existing?.emailVerifiedAt) throw new Refusal("conflict", TAKEN);
  if (await isAddressKept(tx, email, now))
    throw new Refusal("conflict", "This address is kept for the account that had it until a few days ago.", {
      email: "Kept for the account that had it until a few days ago.",
    });
  if (existing && existing.status === "suspended")
    throw new Refusal("not_allowed", "This account is suspended.");
  if (status === "pending") await tellOfNewcomer(tx, email, now);
  if (!existing) {
    const userId = await insertUser(tx, { email, name, emailVerifiedAt: now, status }, now);
    await insertPersonalOrganisation(tx, userId, name, now);
    return userId;
  }
  const userId = existing.id;
  await lockFor(tx, `ways-in:${userId}`);
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null, status: existing.status },
    data: { name, passwordHash: null, emailVerifiedAt: now, status, acceptedTerms: 0 },
  });
  if (count === 0) throw new Refusal("conflict", TAKEN);
  await tx.emailToken.deleteMany({ where: { userId } });
  await tx.session.deleteMany({ where: { userId } });
  await tx.externalIdentity.deleteMany({ where: { userId } });
  await tx.passkey.deleteMany({ where: { userId } });
  await tx.totpFactor.deleteMany({ where: { userId } });
  await tx.termsAcceptance.deleteMany({ where: { userId } });
  return userId;
}
