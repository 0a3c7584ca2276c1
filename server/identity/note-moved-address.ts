import { domainOf } from "#lib/mail-address.ts";
import { routes } from "#lib/routes.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import { mailMembers, RUNS_IT } from "./mail-members.ts";

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
  const { name } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  for (const { id: orgId, name: orgName } of left) {
    const data = { orgName, person: name, from, to, path: routes.organisationMember(userId) };
    const told = { orgId, userId: { not: userId }, ...RUNS_IT };
    await mailMembers(tx, told, { template: "member-address-moved", data, now });
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
