import type { Ctx } from "#server/platform/context.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOrganiser } from "./policy.ts";
import { CreateTeamInput } from "./schema.ts";
import { lockFor, slugOf } from "./store.ts";
import { refuseTakenTeamName } from "./teams.ts";

const MOST_TEAMS = 100;

/** A team without members or things yet, in the organisation that the session acts for. */
export async function createTeam(ctx: Ctx, raw: unknown): Promise<{ teamId: string }> {
  const { orgId } = requireOrganiser(ctx);
  const { name } = read(CreateTeamInput, raw);
  return mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    const org = await tx.organisation.findUnique({
      where: { id: orgId },
      select: { isPersonal: true, _count: { select: { teams: true } } },
    });
    if (!org || org.isPersonal)
      throw new Refusal("conflict", "A personal space has one team. Create an organisation first.");
    if (org._count.teams >= MOST_TEAMS)
      throw new Refusal("limit_reached", `An organisation has at most ${MOST_TEAMS} teams.`);
    await refuseTakenTeamName(tx, orgId, name);
    const id = newId("team", ctx.now);
    const slug = `${slugOf(name)}-${randomBase62(5).toLowerCase()}`;
    await tx.team.create({ data: { id, orgId, slug, name, createdAt: ctx.now } });
    return { value: { teamId: id }, audit: { action: "team.created", target: id, targetName: name, orgId } };
  });
}
