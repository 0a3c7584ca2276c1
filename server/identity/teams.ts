import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { slugOf } from "./store.ts";

const MOST_TEAMS = 100;

/** A team of the organisation, or not_found: another organisation's team does not exist. */
export async function findTeam(tx: Tx, orgId: string, teamId: string) {
  const team = await tx.team.findFirst({
    where: { id: teamId, orgId },
    select: { id: true, name: true, createdAt: true },
  });
  if (!team) throw new Refusal("not_found", "This team does not exist.");
  return team;
}

export async function refuseTakenTeamName(tx: Tx, orgId: string, name: string, but = ""): Promise<void> {
  const taken = await tx.team.count({
    where: { orgId, name: { equals: name, mode: "insensitive" }, NOT: { id: but } },
  });
  if (taken === 0) return;
  throw new Refusal("conflict", "Another team has this name.", { name: "Another team has this name." });
}

/** What a team owns: apps that live, and APIs. */
export async function countOwned(tx: Tx, teamId: string): Promise<{ apps: number; apis: number }> {
  return {
    apps: await tx.app.count({ where: { teamId, deletedAt: null } }),
    apis: await tx.api.count({ where: { teamId } }),
  };
}

/** What still brings people into a team, and without it would bring them into the organisation's first instead. */
export async function listWaysIn(tx: Tx, teamId: string, now: Date): Promise<string[]> {
  const open = { teamId, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
  const counts = {
    domains: await tx.organisationDomain.count({ where: { teamId } }),
    "open invitations": await tx.invitation.count({ where: open }),
    "claims of sign-in providers": await tx.claimMapping.count({ where: { teamId } }),
    "groups of the directory": await tx.scimGroup.count({ where: { teamId } }),
  };
  return Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${what} ${count}`] : []));
}

/** A team without members or things yet. The caller holds the lock on the organisation's teams. */
export async function insertTeam(tx: Tx, orgId: string, name: string, now: Date): Promise<string> {
  if ((await tx.team.count({ where: { orgId } })) >= MOST_TEAMS)
    throw new Refusal("limit_reached", `An organisation has at most ${MOST_TEAMS} teams.`);
  const id = newId("team", now);
  const slug = `${slugOf(name)}-${randomBase62(5).toLowerCase()}`;
  await tx.team.create({ data: { id, orgId, slug, name, createdAt: now } });
  return id;
}

/**
 * Deletes a team in which nobody works, that owns nothing and into which nothing brings anybody, unless it is the last;
 * answers whether it did. The caller holds the lock on the organisation's teams.
 */
export async function deleteIdleTeam(tx: Tx, orgId: string, teamId: string, now: Date): Promise<boolean> {
  // Whoever gives something to the team holds its row meanwhile: after this wait the counts are true.
  await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${teamId} AND "orgId" = ${orgId} FOR UPDATE`;
  const { apps, apis } = await countOwned(tx, teamId);
  const workers = await tx.teamMember.count({ where: { teamId, orgId } });
  if (apps + apis + workers > 0 || (await tx.team.count({ where: { orgId } })) <= 1) return false;
  if ((await listWaysIn(tx, teamId, now)).length > 0) return false;
  await tx.team.delete({ where: { id: teamId } });
  return true;
}
