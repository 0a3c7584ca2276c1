import type { Tx } from "./db.ts";
import { Refusal } from "./refusal.ts";

/** A team of this organisation, held so that nobody deletes it before what is given to it is written; or not_found. */
export async function holdTeam(tx: Tx, orgId: string, teamId: string): Promise<{ id: string; name: string }> {
  await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${teamId} AND "orgId" = ${orgId} FOR KEY SHARE`;
  const team = await tx.team.findFirst({ where: { id: teamId, orgId }, select: { id: true, name: true } });
  if (!team) throw new Refusal("not_found", "This team does not exist.", { teamId: "No such team." });
  return team;
}

/** The team that newcomers join and that owns what names no team. */
export async function firstTeamOf(tx: Tx, orgId: string): Promise<string> {
  const team = await tx.team.findFirst({
    where: { orgId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  if (!team) throw new Error(`Organisation ${orgId} has no team.`);
  return team.id;
}
