import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endInvitations } from "./end-invitations.ts";
import { insertPersonalOrganisation, lockFor } from "./store.ts";

/** The membership, or not_found. */
export async function findMembership(tx: Tx, orgId: string, userId: string) {
  const member = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId } },
    select: {
      role: true,
      createdAt: true,
      user: { select: { email: true, name: true, status: true } },
      organisation: { select: { name: true, isPersonal: true } },
    },
  });
  if (!member) throw new Refusal("not_found", "This person is not a member.");
  return member;
}

interface Ending {
  orgId: string;
  userId: string;
  member: Awaited<ReturnType<typeof findMembership>>;
  /** Left out when they leave by themselves. */
  removedBy?: string;
}

/** What belongs to the organisation stays with it; what acted for the person inside it ends; nobody is left homeless. */
export async function endMembership(
  tx: Tx,
  { orgId, userId, member, removedBy }: Ending,
  now: Date,
): Promise<void> {
  const { name, email } = member.user;
  if (member.organisation.isPersonal) throw new Refusal("conflict", "A personal space cannot be left.");
  // The owners may have changed since the member was looked up; with the lock they stay as they are.
  await lockFor(tx, `owners:${orgId}`);
  const { role, createdAt: joinedAt } = await findMembership(tx, orgId, userId);
  if (role !== member.role)
    throw new Refusal("conflict", `Somebody changed the role of ${name} just now. Look again.`);
  if (role === "owner") await requireOtherOwner(tx, orgId, userId);
  const departure = { orgId, userId, name, email, role, joinedAt, leftAt: now };
  await tx.departure.create({
    data: { ...departure, id: newId("dep", now), removedBy: removedBy ?? null },
  });
  await tx.membership.delete({ where: { orgId_userId: { orgId, userId } } });
  await tx.accessToken.updateMany({ where: { orgId, userId, revokedAt: null }, data: { revokedAt: now } });
  await endInvitations(tx, { userId, orgId }, now);
  // What a provider's claims gave has ended with it; a membership given by hand later is not theirs to take.
  await tx.claimGrant.deleteMany({ where: { userId, orgId } });
  if ((await tx.membership.count({ where: { userId } })) === 0)
    await insertPersonalOrganisation(tx, userId, name, now);
  const data = { orgName: member.organisation.name };
  await queueMail(tx, { to: email, template: "member-removed", data, now });
}

/** An owner who is suspended keeps nothing going. Holds the lock on the owners until the transaction ends. */
export async function requireOtherOwner(tx: Tx, orgId: string, userId: string): Promise<void> {
  await lockFor(tx, `owners:${orgId}`);
  const where = { orgId, role: "owner" as const, NOT: { userId }, user: { status: "active" as const } };
  const others = await tx.membership.count({ where });
  if (others === 0) throw new Refusal("conflict", "This is the last owner. Make somebody else one first.");
}

/** Nobody whom the portal has stopped is handed an organisation. */
export function requireActive({ name, status }: { name: string; status: string }): void {
  if (status !== "active") throw new Refusal("conflict", `${name} is suspended and cannot be an owner.`);
}
