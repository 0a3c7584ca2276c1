import { type Ctx, requirePermission } from "#server/platform/context.ts";
import { holdTeam } from "#server/platform/hold-team.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { type AppSummary, MoveAppInput } from "./schema.ts";
import { lockOwnApp, toAppSummary } from "./store.ts";

/** Gives an app, with its keys, clients and plans, to another team of the organisation. What calls with it works on. */
export async function moveApp(ctx: Ctx, raw: unknown): Promise<AppSummary> {
  const caller = requirePermission(ctx, "keep_teams", "apps:write");
  const { appId, teamId } = read(MoveAppInput, raw);
  return mutate(ctx, async (tx) => {
    const app = await lockOwnApp(tx, caller, appId);
    const team = await holdTeam(tx, caller.orgId, teamId);
    if (app.teamId === team.id) return { value: toAppSummary(app, caller), audit: [] };
    await tx.app.update({ where: { id: appId }, data: { teamId: team.id } });
    return {
      value: toAppSummary({ ...app, teamId: team.id }, caller),
      audit: {
        action: "app.moved",
        target: appId,
        targetName: app.name,
        detail: { from: app.teamId, to: team.id, team: team.name },
      },
    };
  });
}
