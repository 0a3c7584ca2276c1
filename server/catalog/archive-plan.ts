import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { lockOwnPlan, planSummary } from "./plan-rows.ts";
import { requirePublisher } from "./policy.ts";
import { PlanRef, type PlanSummary } from "./schema.ts";

/** Takes a plan off the shelf: nobody can subscribe any more, those who have keep it. */
export async function archivePlan(ctx: Ctx, raw: unknown): Promise<PlanSummary> {
  const caller = requirePublisher(ctx);
  const { planId } = read(PlanRef, raw);
  return mutate(ctx, async (tx) => {
    const plan = await lockOwnPlan(tx, caller, planId);
    if (plan.archivedAt) return { value: await planSummary(tx, ctx, plan.id), audit: [] };
    await tx.plan.update({ where: { id: plan.id }, data: { archivedAt: ctx.now } });
    await announce(tx, `plan:${plan.id}`);
    return {
      value: await planSummary(tx, ctx, plan.id),
      audit: { action: "plan.archived", target: plan.id, targetName: plan.name },
    };
  });
}
