import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireAppKeeper } from "./policy.ts";
import { type AppSummary, RegisterAppInput } from "./schema.ts";
import { toAppSummary, WITH_COUNT } from "./store.ts";

const MAX_APPS_PER_ORGANISATION = 200;

/** Registers an app of the caller's organisation. */
export async function registerApp(ctx: Ctx, raw: unknown): Promise<AppSummary> {
  const caller = requireAppKeeper(ctx);
  const input = read(RegisterAppInput, raw);
  return mutate(ctx, async (tx) => {
    const team = await tx.team.findFirst({
      where: { orgId: caller.orgId, id: input.teamId },
      orderBy: { createdAt: "asc" },
      select: { id: true },
    });
    if (!team) throw new Refusal("not_found", "This team does not exist.");
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
      value: toAppSummary(app),
      audit: { action: "app.registered", target: app.id, targetName: app.name },
    };
  });
}
