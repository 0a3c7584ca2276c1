import { domainOf } from "#lib/mail-address.ts";
import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";

const MOST_MAILED = 20;

interface Move {
  userId: string;
  from: string;
  to: string;
}

/**
 * What a change of address means for organisations: requests to join that rested on the old one end, and where it was
 * at an organisation's proven domain and the new one is not, its owners and admins hear of it. The membership stays.
 */
export async function noteMovedAddress(tx: Tx, { userId, from, to }: Move, now: Date): Promise<AuditDraft[]> {
  if (domainOf(from) === domainOf(to)) return [];
  await tx.joinRequest.updateMany({
    where: { userId, state: "pending" },
    data: { state: "withdrawn", decidedAt: now },
  });
  const left = await tx.organisation.findMany({
    where: {
      memberships: { some: { userId } },
      domains: {
        some: { domain: domainOf(from), verifiedAt: { not: null } },
        none: { domain: domainOf(to), verifiedAt: { not: null } },
      },
    },
    select: { id: true, name: true },
  });
  for (const { id: orgId, name: orgName } of left) {
    const people = await tx.membership.findMany({
      where: { orgId, OR: [{ role: { in: ["owner", "admin"] } }, { userId }] },
      orderBy: { createdAt: "asc" },
      select: { userId: true, user: { select: { name: true, email: true, status: true } } },
    });
    const person = people.find((one) => one.userId === userId)?.user.name ?? "";
    const told = people.filter((one) => one.userId !== userId && one.user.status === "active");
    const data = { orgName, person, from, to, path: routes.organisationMember(userId) };
    for (const { user } of told.slice(0, MOST_MAILED))
      await queueMail(tx, { to: user.email, template: "member-address-moved", data, now });
  }
  const domain = domainOf(from);
  return left.map(({ id: orgId }) => ({
    action: "member.address_moved",
    target: userId,
    targetName: to,
    orgId,
    detail: { from: domain, to: domainOf(to) },
  }));
}
