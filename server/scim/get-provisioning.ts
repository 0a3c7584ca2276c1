import { PROVEN } from "#server/joining/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { PERSON_ROW, standingOf } from "./person-record.ts";
import { requireProvisioner } from "./policy.ts";
import type { Provisioning, Standing } from "./schema.ts";
import { recentTokens, TOKEN_ROW, toTokenSummary } from "./token-rows.ts";

const MOST_PEOPLE = 25;
const MOST_ACTS = 15;

/** What the directory of the organisation may do and has done, for its owners. */
export async function getProvisioning(ctx: Ctx): Promise<Provisioning> {
  const { orgId } = requireProvisioner(ctx);
  const tx = reader(ctx);
  const tokens = await tx.scimToken.findMany({
    where: { orgId, ...recentTokens(ctx.now) },
    orderBy: { createdAt: "desc" },
    select: TOKEN_ROW,
  });
  const domains = await tx.organisationDomain.findMany({
    where: { ...PROVEN, orgId },
    orderBy: { domain: "asc" },
    select: { domain: true },
  });
  const people = await tx.scimUser.findMany({
    where: { orgId },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: MOST_PEOPLE,
    select: PERSON_ROW,
  });
  const groups = await tx.scimGroup.findMany({
    where: { orgId },
    orderBy: { displayName: "asc" },
    select: { teamId: true, displayName: true, role: true, _count: { select: { members: true } } },
  });
  const acts = await tx.auditEvent.findMany({
    where: { orgId, actorKind: "scim" },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST_ACTS,
    select: { id: true, at: true, action: true, targetName: true },
  });
  return {
    tokens: tokens.map((row) => toTokenSummary(row, ctx.now)),
    domains: domains.map(({ domain }) => domain),
    counts: await countStandings(tx, orgId),
    people: people.map((row) => ({
      id: row.id,
      userName: row.userName,
      userId: row.userId,
      standing: standingOf(row),
      changedAt: row.updatedAt,
    })),
    groups: groups.map(({ _count, ...group }) => ({ ...group, memberCount: _count.members })),
    acts,
  };
}

async function countStandings(tx: Tx, orgId: string): Promise<Record<Standing, number>> {
  const all = await tx.scimUser.count({ where: { orgId } });
  const invited = await tx.scimUser.count({ where: { orgId, userId: null, isActive: true } });
  const member = await tx.scimUser.count({
    where: { orgId, user: { memberships: { some: { orgId } } } },
  });
  return { member, invited, inactive: all - invited - member };
}
