import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requireMember } from "./policy.ts";
import { type TeamDetail, TeamInput } from "./schema.ts";
import { countOwned, findTeam } from "./teams.ts";

/** A team of the organisation that the session acts for, as every member of the organisation sees it. */
export async function getTeam(ctx: Ctx, raw: unknown): Promise<TeamDetail> {
  const { orgId } = requireMember(ctx);
  const { teamId } = read(TeamInput, raw);
  const tx = reader(ctx);
  const team = await findTeam(tx, orgId, teamId);
  const rows = await tx.membership.findMany({
    where: { orgId },
    orderBy: { createdAt: "asc" },
    select: {
      role: true,
      user: { select: { id: true, name: true, email: true } },
      teams: { where: { teamId }, select: { createdAt: true } },
    },
  });
  const members = rows.flatMap(({ role, user: { id: userId, name, email }, teams: [place] }) =>
    place ? [{ userId, name, email, role, since: place.createdAt }] : [],
  );
  const others = rows.flatMap(({ user: { id: userId, name }, teams }) =>
    teams.length === 0 ? [{ userId, name }] : [],
  );
  const { apps, apis } = await countOwned(tx, teamId);
  const isDeletable = apps + apis === 0 && (await tx.team.count({ where: { orgId } })) > 1;
  return { ...team, members, others, isDeletable };
}
