import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { planSelect, toPlanSummaries } from "./plan-rows.ts";
import { knownApis } from "./policy.ts";
import { PlanRef, type PlanSummary } from "./schema.ts";

/** A plan that opens at least one API the caller may see; archived ones too, since subscriptions outlive the shelf. */
export async function getPlan(ctx: Ctx, raw: unknown): Promise<PlanSummary> {
  const { planId } = read(PlanRef, raw);
  const tx = reader(ctx);
  const row = await tx.plan.findFirst({
    where: { id: planId, planApis: { some: { api: knownApis(ctx) } } },
    select: planSelect(ctx),
  });
  const [plan] = row ? await toPlanSummaries(tx, [row]) : [];
  if (!plan) throw new Refusal("not_found", "This plan does not exist.");
  return plan;
}
