import { includesOrganisationRole } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { endInvitations, endMembership, findMembership, insertMembership } from "#server/identity/index.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import type { Provider } from "./find-provider.ts";

interface Claimed {
  userId: string;
  provider: Pick<Provider, "id" | "slug" | "orgId">;
  claims: Record<string, string[]>;
}

interface Wanted {
  role: OrgRoleValue;
  teamIds: string[];
}

/**
 * Brings memberships into line with what the provider says now: gives, changes and takes what the mapping gave, and
 * leaves alone what people gave. Whoever was made an owner by hand has left the mapping's reach.
 */
export async function applyClaims(tx: Tx, claimed: Claimed, now: Date): Promise<AuditDraft[]> {
  const { userId, provider } = claimed;
  const wanted = await readWanted(tx, claimed);
  const grants = await tx.claimGrant.findMany({ where: { userId, providerId: provider.id } });
  const given = new Set(grants.filter(({ teamId }) => teamId === "").map(({ orgId }) => orgId));
  const drafts: AuditDraft[] = [];
  for (const [orgId, want] of wanted) {
    drafts.push(...(await give(tx, claimed, { orgId, ...want, isGiven: given.has(orgId) }, now)));
  }
  for (const { orgId, teamId } of grants) {
    const want = wanted.get(orgId);
    if (teamId !== "" && want && !want.teamIds.includes(teamId)) {
      const team = await tx.team.findUnique({ where: { id: teamId }, select: { name: true } });
      const { count } = await tx.teamMember.deleteMany({ where: { teamId, userId } });
      await forget(tx, claimed, orgId, teamId);
      if (count > 0 && team)
        await tell(tx, claimed, orgId, `You no longer work in the team ${team.name}`, now);
      drafts.push(draft(claimed, "team.member_removed_by_claim", orgId, { teamId }));
    }
  }
  for (const orgId of given) if (!wanted.has(orgId)) drafts.push(...(await take(tx, claimed, orgId, now)));
  for (const orgId of new Set(grants.map((grant) => grant.orgId)))
    if (!wanted.has(orgId))
      await tx.claimGrant.deleteMany({ where: { userId, providerId: provider.id, orgId } });
  return drafts;
}

async function readWanted(tx: Tx, { provider, claims }: Claimed): Promise<Map<string, Wanted>> {
  const mappings = await tx.claimMapping.findMany({ where: { providerId: provider.id } });
  const matching = mappings.filter(({ claim, value }) => claims[claim]?.includes(value));
  const orgs = await tx.organisation.findMany({
    where: { id: { in: matching.map(({ orgId }) => orgId) }, isPersonal: false },
    select: { id: true, teams: { select: { id: true } } },
  });
  const wanted = new Map<string, Wanted>();
  for (const { orgId, teamId, role } of matching) {
    const org = orgs.find(({ id }) => id === orgId);
    if (!org || (provider.orgId && provider.orgId !== orgId)) continue;
    const want = wanted.get(orgId) ?? { role, teamIds: [] };
    if (includesOrganisationRole(role, want.role)) want.role = role;
    if (teamId && org.teams.some(({ id }) => id === teamId)) want.teamIds.push(teamId);
    wanted.set(orgId, want);
  }
  return wanted;
}

interface Gift extends Wanted {
  orgId: string;
  isGiven: boolean;
}

async function give(tx: Tx, claimed: Claimed, gift: Gift, now: Date): Promise<AuditDraft[]> {
  const { userId } = claimed;
  const { orgId, role, teamIds, isGiven } = gift;
  const membership = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId } },
    select: { role: true },
  });
  const drafts: AuditDraft[] = [];
  if (!membership) {
    const teamId = await insertMembership(tx, { orgId, userId, role, teamId: teamIds[0] }, now);
    await note(tx, claimed, orgId, "", now);
    await note(tx, claimed, orgId, teamId, now);
    drafts.push(draft(claimed, "member.joined_by_claim", orgId, { role }));
    await tell(tx, claimed, orgId, `You are a member now, as ${role}`, now);
  } else if (isGiven && membership.role !== role && membership.role !== "owner") {
    // Whoever is made an owner at this moment stays one.
    const where = { orgId, userId, role: membership.role };
    const { count } = await tx.membership.updateMany({ where, data: { role } });
    if (count > 0) {
      drafts.push(draft(claimed, "member.role_set_by_claim", orgId, { from: membership.role, to: role }));
      await endInvitations(tx, { userId, orgId, role }, now);
      await tell(tx, claimed, orgId, `Your role is ${role} now; it was ${membership.role}`, now);
    }
  }
  for (const teamId of teamIds) {
    const row = { teamId, orgId, userId, createdAt: now };
    const { count } = await tx.teamMember.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) continue;
    await note(tx, claimed, orgId, teamId, now);
    drafts.push(draft(claimed, "team.member_added_by_claim", orgId, { teamId }));
    const { name } = await tx.team.findUniqueOrThrow({ where: { id: teamId }, select: { name: true } });
    await tell(tx, claimed, orgId, `You work in the team ${name} now`, now);
  }
  return drafts;
}

async function take(tx: Tx, claimed: Claimed, orgId: string, now: Date): Promise<AuditDraft[]> {
  const { userId, provider } = claimed;
  const where = { orgId_userId: { orgId, userId } };
  const membership = await tx.membership.findUnique({ where, select: { role: true } });
  const others = await tx.claimGrant.count({
    where: { userId, orgId, teamId: "", NOT: { providerId: provider.id } },
  });
  if (!membership || membership.role === "owner" || others > 0) return [];
  const member = await findMembership(tx, orgId, userId);
  // Whom a provider puts out does not walk in again by a domain.
  await endMembership(tx, { orgId, userId, member, removedBy: provider.id }, now);
  return [draft(claimed, "member.left_by_claim", orgId, { role: membership.role })];
}

/** Says what has changed for the person, and by whose word. */
async function tell(tx: Tx, { userId, provider }: Claimed, orgId: string, news: string, now: Date) {
  const { user, organisation } = await findMembership(tx, orgId, userId);
  const what = `${news}, because of what the sign-in provider “${provider.slug}” says of you.`;
  const data = { orgName: organisation.name, what, path: routes.organisation() };
  await queueMail(tx, { to: user.email, template: "access-changed", data, now });
}

async function note(tx: Tx, { userId, provider }: Claimed, orgId: string, teamId: string, now: Date) {
  const row = { userId, providerId: provider.id, orgId, teamId, createdAt: now };
  await tx.claimGrant.createMany({ data: [row], skipDuplicates: true });
}

async function forget(tx: Tx, { userId, provider }: Claimed, orgId: string, teamId: string) {
  await tx.claimGrant.deleteMany({ where: { userId, providerId: provider.id, orgId, teamId } });
}

function draft(
  { userId, provider }: Claimed,
  action: string,
  orgId: string,
  detail: Record<string, string>,
): AuditDraft {
  return { action, target: userId, orgId, detail: { ...detail, provider: provider.slug } };
}
