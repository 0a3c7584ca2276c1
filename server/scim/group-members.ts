import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import { fault } from "./faults.ts";
import { settleRoles } from "./group-roles.ts";

interface Membership {
  orgId: string;
  teamId: string;
  teamName: string;
  added: string[];
  removed: string[];
}

/**
 * Puts people into the group and takes others out: into the team at once when they are members of the organisation,
 * otherwise when they become it. Whom people put into the team, and the directory never named, stays.
 */
export async function changeMembers(tx: Tx, change: Membership, now: Date): Promise<AuditDraft[]> {
  const { orgId, teamId, teamName, added, removed } = change;
  const ids = [...added, ...removed];
  if (ids.length === 0) return [];
  const known = await holdPeople(tx, orgId, ids);
  requireKnown(known, added);
  await tx.scimGroupMember.deleteMany({ where: { teamId, orgId, scimUserId: { in: removed } } });
  const rows = added.map((scimUserId) => ({ teamId, orgId, scimUserId, createdAt: now }));
  await tx.scimGroupMember.createMany({ data: rows, skipDuplicates: true });
  const leavers = removed.flatMap((id) => known.get(id)?.userId ?? []);
  await tx.teamMember.deleteMany({ where: { teamId, orgId, userId: { in: leavers } } });
  await tx.$executeRaw`
    INSERT INTO "TeamMember" ("teamId", "orgId", "userId", "createdAt")
    SELECT ${teamId}, m."orgId", m."userId", ${now.toISOString()}::timestamp
    FROM "Membership" m JOIN "ScimUser" s ON s."orgId" = m."orgId" AND s."userId" = m."userId"
    WHERE s."orgId" = ${orgId} AND s.id = ANY(${added})
    FOR KEY SHARE OF m ON CONFLICT DO NOTHING`;
  await tx.scimUser.updateMany({
    where: { orgId, id: { in: ids } },
    data: { version: { increment: 1 }, updatedAt: now },
  });
  const told = (action: string, some: string[]): AuditDraft[] =>
    some.flatMap((id) => {
      const person = known.get(id);
      if (!person) return [];
      const detail = { userId: person.userId ?? id, email: person.email };
      return [{ action, target: teamId, targetName: teamName, detail }];
    });
  return [
    ...told("team.member_added", added),
    ...told("team.member_removed", removed),
    ...(await settleRoles(tx, { orgId, personIds: ids }, now)),
  ];
}

/** The organisation's people of these ids, held until the transaction ends, always in the same order. */
async function holdPeople(tx: Tx, orgId: string, ids: string[]) {
  await tx.$queryRaw`
    SELECT id FROM "ScimUser" WHERE "orgId" = ${orgId} AND id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  const people = await tx.scimUser.findMany({
    where: { orgId, id: { in: ids } },
    select: { id: true, userId: true, userName: true, email: true },
  });
  return new Map(people.map((person) => [person.id, person]));
}

function requireKnown(known: ReadonlyMap<string, unknown>, ids: string[]): void {
  const stranger = ids.find((id) => !known.has(id));
  if (stranger === undefined) return;
  throw fault("invalidValue", `members: there is no user ${stranger.slice(0, 60)}.`);
}

/** Refuses a group whose members this organisation's directory has never named. */
export async function requirePeople(tx: Tx, orgId: string, ids: string[]): Promise<void> {
  requireKnown(await holdPeople(tx, orgId, ids), ids);
}
