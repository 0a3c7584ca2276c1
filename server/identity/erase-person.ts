import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { endInvitations } from "./end-invitations.ts";
import { lockFor } from "./store.ts";

/** What somebody whose account was deleted is called where a name is needed. */
export const DELETED_NAME = "Deleted person";

/** Why an account cannot be deleted yet. */
export interface DeletionObstacles {
  /** Shared organisations that would be left without an owner. */
  ownerless: { id: string; name: string; memberCount: number }[];
  isLastAdmin: boolean;
}

/** Within a transaction the answer holds until its end: nobody else who is needed can leave meanwhile. */
export async function findDeletionObstacles(tx: Tx, userId: string): Promise<DeletionObstacles> {
  const owned = await tx.membership.findMany({
    where: { userId, role: "owner", organisation: { isPersonal: false } },
    orderBy: { orgId: "asc" },
    select: {
      orgId: true,
      organisation: { select: { name: true, _count: { select: { memberships: true } } } },
    },
  });
  const ownerless: DeletionObstacles["ownerless"] = [];
  for (const { orgId, organisation } of owned) {
    await lockFor(tx, `owners:${orgId}`);
    const where = { orgId, role: "owner" as const, NOT: { userId }, user: { status: "active" as const } };
    if ((await tx.membership.count({ where })) === 0)
      ownerless.push({ id: orgId, name: organisation.name, memberCount: organisation._count.memberships });
  }
  const { platformRole } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { platformRole: true },
  });
  if (platformRole !== "admin") return { ownerless, isLastAdmin: false };
  await lockFor(tx, "admins");
  const admins = await tx.user.count({
    where: { platformRole: "admin", status: "active", NOT: { id: userId } },
  });
  return { ownerless, isLastAdmin: admins === 0 };
}

/**
 * Deletes the person's row, and with it whatever hangs on it: memberships, sessions, tokens, factors, links. An empty
 * row under the same id stays for what points at it, and the evidence of accepted terms without where it came from.
 */
export async function erasePerson(tx: Tx, userId: string, now: Date): Promise<void> {
  const { email, createdAt, acceptedTerms, termsAcceptances } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, createdAt: true, acceptedTerms: true, termsAcceptances: true },
  });
  const personal = await tx.organisation.findMany({
    where: { isPersonal: true, memberships: { some: { userId } } },
    select: { id: true },
  });
  // Its apps and counts keep pointing at it, so it stays too, closed and without a name.
  for (const { id } of personal) {
    const slug = `deleted-${sha256Hex(id).slice(0, 20)}`;
    await tx.organisation.update({ where: { id }, data: { status: "suspended", name: DELETED_NAME, slug } });
  }
  await noteDepartures(tx, userId, now);
  await endInvitations(tx, { userId }, now);
  await tx.invitation.deleteMany({ where: { email, acceptedAt: null } });
  await tx.invitation.updateMany({ where: { email }, data: { email: addressOf(userId) } });
  await tx.departure.updateMany({ where: { userId }, data: { name: DELETED_NAME, email: "" } });
  await tx.user.delete({ where: { id: userId } });
  await tx.user.create({
    data: {
      id: userId,
      email: addressOf(userId),
      name: DELETED_NAME,
      status: "suspended",
      createdAt,
      deletedAt: now,
      acceptedTerms,
    },
  });
  await tx.termsAcceptance.createMany({
    data: termsAcceptances.map((row) => ({ ...row, address: "", userAgent: "" })),
  });
}

/** Their organisations keep knowing that somebody left, to replace what that person has seen. */
async function noteDepartures(tx: Tx, userId: string, now: Date): Promise<void> {
  const memberships = await tx.membership.findMany({
    where: { userId, organisation: { isPersonal: false } },
    select: { orgId: true, role: true, createdAt: true },
  });
  await tx.departure.createMany({
    data: memberships.map(({ orgId, role, createdAt: joinedAt }) => ({
      ...{ id: newId("dep", now), orgId, userId, role, joinedAt, leftAt: now },
      ...{ name: DELETED_NAME, email: "" },
    })),
  });
}

/** Nobody can sign up or be written to under it: capitals do not occur in addresses, and .invalid leads nowhere. */
function addressOf(userId: string): string {
  return `${userId}@DELETED.invalid`;
}
