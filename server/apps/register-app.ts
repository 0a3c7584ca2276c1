import { isAllowedFor } from "#lib/organisation-permissions.ts";
import { type Ctx, type PersonCaller, requireTeam } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { firstTeamOf, holdTeam } from "#server/platform/hold-team.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireAppKeeper } from "./policy.ts";
import { type AppSummary, RegisterAppInput } from "./schema.ts";
import { toAppSummary, WITH_COUNT } from "./store.ts";

const MAX_APPS_PER_ORGANISATION = 200;

/** Registers an app for one of the teams that the caller acts for. */
export async function registerApp(ctx: Ctx, raw: unknown): Promise<AppSummary> {
  const caller = requireAppKeeper(ctx);
  const input = read(RegisterAppInput, raw);
  return mutate(ctx, async (tx) => {
    const team = await holdTeam(tx, caller.orgId, input.teamId ?? (await chooseTeam(tx, caller)));
    requireTeam(caller, "keep_apps", team.id);
    const count = await tx.app.count({ where: { orgId: caller.orgId, deletedAt: null } });
    if (count >= MAX_APPS_PER_ORGANISATION) {
      throw new Refusal(
        "limit_reached",
        `An organisation has at most ${MAX_APPS_PER_ORGANISATION} apps. Delete one that is not needed.`,
      );
    }
    const app = await tx.app.create({
      data: {
        id: newId("app", ctx.now),
        orgId: caller.orgId,
        teamId: team.id,
        name: input.name,
        description: input.description,
        createdAt: ctx.now,
      },
      include: WITH_COUNT,
    });
    return {
      value: toAppSummary(app, caller),
      audit: {
        action: "app.registered",
        target: app.id,
        targetName: app.name,
        detail: { teamId: team.id, team: team.name },
      },
    };
  });
}

async function chooseTeam(tx: Tx, caller: PersonCaller): Promise<string> {
  const teamId = caller.teamIds[0] ?? (await firstTeamOf(tx, caller.orgId));
  if (isAllowedFor(caller, "keep_apps", teamId)) return teamId;
  throw new Refusal("conflict", "You are in no team yet. Ask an owner or admin to add you to one.");
}
