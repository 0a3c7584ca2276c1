import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { renderText } from "#server/specs/index.ts";
import { lockOwnPlan, ownApiIds, planSummary } from "./plan-rows.ts";
import { requirePublisher } from "./policy.ts";
import { type PlanSummary, UpdatePlanInput } from "./schema.ts";

/** Changes a plan; what is left out stays. Other words in the terms make a new version of them. */
export async function updatePlan(ctx: Ctx, raw: unknown): Promise<PlanSummary> {
  const caller = requirePublisher(ctx);
  const { planId, apis, ...changes } = read(UpdatePlanInput, raw);
  const termsHtml = await renderText(changes.termsMd ?? "", "termsMd");
  return mutate(ctx, async (tx) => {
    const plan = await lockOwnPlan(tx, caller, planId);
    if (plan.archivedAt)
      throw new Refusal("conflict", "This plan is archived, so its terms stay as they are.");
    const hasNewTerms = changes.termsMd !== undefined && changes.termsMd !== plan.termsMd;
    await tx.plan.update({
      where: { id: plan.id },
      data: {
        ...changes,
        ...(hasNewTerms && { termsHtml, termsVersion: plan.termsVersion + 1 }),
      },
    });
    if (apis) {
      const apiIds = await ownApiIds(tx, caller, apis);
      await tx.planApi.deleteMany({ where: { planId: plan.id } });
      await tx.planApi.createMany({ data: apiIds.map((apiId) => ({ planId: plan.id, apiId })) });
    }
    await announce(tx, `plan:${plan.id}`);
    const changed = Object.keys(apis ? { ...changes, apis } : changes);
    return {
      value: await planSummary(tx, ctx, plan.id),
      audit: {
        action: "plan.updated",
        target: plan.id,
        targetName: changes.name ?? plan.name,
        detail: { changed, hasNewTerms },
      },
    };
  });
}
