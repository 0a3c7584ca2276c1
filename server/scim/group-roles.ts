import { includesOrganisationRole } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { endInvitations } from "#server/identity/index.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";

/** What remains when no group gives a role any more. */
const WITHOUT_GROUPS: OrgRoleValue = "developer";

/**
 * Gives members the strongest role of their groups. When no group gives one any more, a role that a group gave is taken
 * back; one that a person gave since stays. Owners are made and unmade by people alone.
 */
export async function settleRoles(
  tx: Tx,
  { orgId, personIds }: { orgId: string; personIds: string[] },
  now: Date,
): Promise<AuditDraft[]> {
  const people = await tx.scimUser.findMany({
    where: { orgId, id: { in: personIds }, isActive: true, userId: { not: null } },
    select: {
      id: true,
      groupRole: true,
      groups: { select: { group: { select: { role: true } } } },
      user: {
        select: {
          id: true,
          email: true,
          memberships: {
            where: { orgId },
            select: { role: true, organisation: { select: { name: true } } },
          },
        },
      },
    },
  });
  const drafts: AuditDraft[] = [];
  for (const { id, groupRole, groups, user } of people) {
    const membership = user?.memberships[0];
    if (!user || !membership || membership.role === "owner") continue;
    const given = strongest(groups.flatMap(({ group }) => group.role ?? []));
    if (given !== groupRole) await tx.scimUser.update({ where: { id }, data: { groupRole: given } });
    const { role: from, organisation } = membership;
    const to = given ?? (groupRole !== null && from === groupRole ? WITHOUT_GROUPS : from);
    if (to === from) continue;
    // Whoever was made an owner at this moment stays one.
    const where = { orgId, userId: user.id, role: from };
    const { count } = await tx.membership.updateMany({ where, data: { role: to } });
    if (count === 0) continue;
    const invitations = await endInvitations(tx, { userId: user.id, orgId, role: to }, now);
    const what = `Your role is ${to} now; it was ${from}. Your organisation's directory decided so.`;
    const data = { orgName: organisation.name, what, path: routes.organisation() };
    await queueMail(tx, { to: user.email, template: "access-changed", data, now });
    const detail = { from, to, ...(invitations > 0 && { invitations }) };
    drafts.push({ action: "member.role_set", target: user.id, targetName: user.email, detail });
  }
  return drafts;
}

function strongest(roles: OrgRoleValue[]): OrgRoleValue | null {
  const stronger = (a: OrgRoleValue, b: OrgRoleValue) => (includesOrganisationRole(a, b) ? a : b);
  return roles.length > 0 ? roles.reduce(stronger) : null;
}
