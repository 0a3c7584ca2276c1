import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { requireOrganiser } from "./policy.ts";
import { RenameTeamInput } from "./schema.ts";
import { lockFor } from "./store.ts";
import { findTeam, refuseTakenTeamName } from "./teams.ts";

/** Gives a team of the organisation that the session acts for another name. */
export async function renameTeam(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId } = requireOrganiser(ctx, "keep_teams");
  const { teamId, name } = read(RenameTeamInput, raw);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    const team = await findTeam(tx, orgId, teamId);
    if (team.name === name) return { value: undefined, audit: [] };
    await refuseTakenTeamName(tx, orgId, name, teamId);
    await tx.team.update({ where: { id: teamId }, data: { name } });
    const detail = { from: team.name };
    return {
      value: undefined,
      audit: { action: "team.renamed", target: teamId, targetName: name, orgId, detail },
    };
  });
}
