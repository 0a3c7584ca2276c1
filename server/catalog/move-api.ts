import { type Ctx, requirePermission } from "#server/platform/context.ts";
import { holdTeam } from "#server/platform/hold-team.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { MoveApiInput } from "./schema.ts";
import { findOwnApi } from "./store.ts";

/** Gives an API to another team of the organisation; that team's developers edit it from then on. */
export async function moveApi(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePermission(ctx, "keep_teams", "apis:write");
  const { api: ref, teamId } = read(MoveApiInput, raw);
  await mutate(ctx, async (tx) => {
    const api = await findOwnApi(tx, caller, ref);
    const team = await holdTeam(tx, caller.orgId, teamId);
    const { count } = await tx.api.updateMany({
      where: { id: api.id, NOT: { teamId: team.id } },
      data: { teamId: team.id },
    });
    const detail = { to: team.id, team: team.name };
    return {
      value: undefined,
      audit: count === 0 ? [] : { action: "api.moved", target: api.id, targetName: api.name, detail },
    };
  });
}
