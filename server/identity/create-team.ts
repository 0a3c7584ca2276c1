import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOrganiser } from "./policy.ts";
import { CreateTeamInput } from "./schema.ts";
import { lockFor } from "./store.ts";
import { insertTeam, refuseTakenTeamName } from "./teams.ts";

/** A team without members or things yet, in the organisation that the session acts for. */
export async function createTeam(ctx: Ctx, raw: unknown): Promise<{ teamId: string }> {
  const { orgId } = requireOrganiser(ctx, "keep_teams");
  const { name } = read(CreateTeamInput, raw);
  return mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    const org = await tx.organisation.findUnique({
      where: { id: orgId },
      select: { isPersonal: true },
    });
    if (!org || org.isPersonal)
      throw new Refusal("conflict", "A personal space has one team. Create an organisation first.");
    await refuseTakenTeamName(tx, orgId, name);
    const id = await insertTeam(tx, orgId, name, ctx.now);
    return { value: { teamId: id }, audit: { action: "team.created", target: id, targetName: name, orgId } };
  });
}
