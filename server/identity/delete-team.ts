import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOrganiser } from "./policy.ts";
import { TeamInput } from "./schema.ts";
import { lockFor } from "./store.ts";
import { countOwned, findTeam, listWaysIn } from "./teams.ts";

/**
 * Deletes a team that owns nothing and into which nothing brings anybody any more. Its members stay members of the
 * organisation; the last team stays.
 */
export async function deleteTeam(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId } = requireOrganiser(ctx, "keep_teams");
  const { teamId } = read(TeamInput, raw);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    // Whoever gives something to the team holds its row meanwhile: after this wait the count is true.
    await tx.$queryRaw`SELECT id FROM "Team" WHERE id = ${teamId} AND "orgId" = ${orgId} FOR UPDATE`;
    const team = await findTeam(tx, orgId, teamId);
    const { apps, apis } = await countOwned(tx, teamId);
    if (apps + apis > 0) {
      throw new Refusal(
        "conflict",
        `${team.name} still owns something: apps ${apps}, APIs ${apis}. Move them to another team first.`,
      );
    }
    const waysIn = await listWaysIn(tx, teamId, ctx.now);
    if (waysIn.length > 0) {
      throw new Refusal(
        "conflict",
        `People are still brought into ${team.name}: ${waysIn.join(", ")}. Point these to another team or end them first.`,
      );
    }
    if ((await tx.team.count({ where: { orgId } })) <= 1)
      throw new Refusal("conflict", "This is the last team: apps and APIs need one to belong to.");
    await tx.team.delete({ where: { id: teamId } });
    return {
      value: undefined,
      audit: { action: "team.deleted", target: teamId, targetName: team.name, orgId },
    };
  });
}
