import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { renderText } from "#server/specs/index.ts";
import { ownApiIds, planSummary } from "./plan-rows.ts";
import { requirePublisher } from "./policy.ts";
import { CreatePlanInput, type PlanSummary } from "./schema.ts";

/** Offers one or more of the organisation's APIs under terms. */
export async function createPlan(ctx: Ctx, raw: unknown): Promise<PlanSummary> {
  const caller = requirePublisher(ctx);
  const { apis, ...input } = read(CreatePlanInput, raw);
  const termsHtml = await renderText(input.termsMd, "termsMd");
  return mutate(ctx, async (tx) => {
    const apiIds = await ownApiIds(tx, caller, apis);
    if ((await tx.plan.count({ where: { orgId: caller.orgId, slug: input.slug } })) > 0) throw taken();
    const creating = tx.plan.create({
      data: {
        ...input,
        id: newId("plan", ctx.now),
        orgId: caller.orgId,
        termsHtml,
        createdAt: ctx.now,
        planApis: { create: apiIds.map((apiId) => ({ apiId })) },
      },
    });
    const plan = await creating.catch((error: unknown) => {
      throw isUniqueViolation(error) ? taken() : error;
    });
    await announce(tx, `plan:${plan.id}`);
    return {
      value: await planSummary(tx, ctx, plan.id),
      audit: {
        action: "plan.created",
        target: plan.id,
        targetName: plan.name,
        detail: {
          apis,
          ratePerMinute: plan.ratePerMinute,
          quotaPerMonth: plan.quotaPerMonth,
          needsApproval: plan.needsApproval,
        },
      },
    };
  });
}

function taken(): Refusal {
  const message = "Your organisation already has a plan with this short name.";
  return new Refusal("conflict", message, { slug: message });
}
