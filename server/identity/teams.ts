import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";

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
