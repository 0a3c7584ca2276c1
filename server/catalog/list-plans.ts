import { z } from "zod";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { PLAN_ORDER, planSelect, toPlanSummaries } from "./plan-rows.ts";
import { knownApis, requirePublisherReader } from "./policy.ts";
import type { PlanSummary } from "./schema.ts";

const ListPlansInput = z.object({
  /** Slug or id; without it all plans of the caller's own organisation, archived ones last. */
  api: z.string().max(100).optional(),
});

/** The plans on offer for an API, or all of one's own organisation. */
export async function listPlans(ctx: Ctx, raw: unknown = {}): Promise<PlanSummary[]> {
  const { api } = read(ListPlansInput, raw);
  const tx = reader(ctx);
  const select = planSelect(ctx);
  if (!api) {
    const rows = await tx.plan.findMany({
      where: { orgId: requirePublisherReader(ctx).orgId },
      orderBy: [{ archivedAt: { sort: "desc", nulls: "first" } }, ...PLAN_ORDER],
      select,
    });
    return toPlanSummaries(tx, rows);
  }
  const rows = await tx.plan.findMany({
    where: {
      archivedAt: null,
      planApis: { some: { api: { AND: [{ OR: [{ slug: api }, { id: api }] }, knownApis(ctx)] } } },
    },
    orderBy: [...PLAN_ORDER],
    select,
  });
  return toPlanSummaries(tx, rows);
}
