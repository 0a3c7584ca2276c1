import type { Prisma } from "#prisma/generated/client.ts";
import type { PersonCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type Asker, knownApis } from "./policy.ts";
import { requirePermission } from "./publishing-roles.ts";
import type { PlanSummary } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

/** Everything a PlanSummary is made of, with the APIs this caller may see. */
export function planSelect(asker: Asker) {
  return {
    id: true,
    orgId: true,
    slug: true,
    name: true,
    summary: true,
    ratePerMinute: true,
    quotaPerMonth: true,
    needsApproval: true,
    scopes: true,
    termsMd: true,
    termsHtml: true,
    termsVersion: true,
    position: true,
    archivedAt: true,
    planApis: {
      where: { api: knownApis(asker) },
      orderBy: { api: { name: "asc" } },
      select: { api: { select: { id: true, slug: true, name: true } } },
    },
  } as const satisfies Prisma.PlanSelect;
}

export const PLAN_ORDER = [
  { position: "asc" },
  { name: "asc" },
  { id: "asc" },
] as const satisfies Prisma.PlanOrderByWithRelationInput[];

type PlanRow = Prisma.PlanGetPayload<{ select: ReturnType<typeof planSelect> }>;

export async function toPlanSummaries(tx: Tx, rows: PlanRow[]): Promise<PlanSummary[]> {
  const orgs = await orgBriefs(
    tx,
    rows.map((row) => row.orgId),
  );
  return rows.map(({ orgId, planApis, ...plan }) => ({
    ...plan,
    owner: orgOf(orgs, orgId),
    apis: planApis.map(({ api }) => api),
  }));
}

/** Ids of the caller's own APIs by slug, for a plan of theirs; refuses slugs that name none. */
export async function ownApiIds(tx: Tx, caller: PersonCaller, slugs: string[]): Promise<string[]> {
  const apis = await tx.api.findMany({
    where: { orgId: caller.orgId, slug: { in: slugs } },
    select: { id: true, slug: true },
  });
  const unknown = slugs.filter((slug) => !apis.some((api) => api.slug === slug));
  if (unknown.length > 0) {
    const message = `Your organisation has no API ${unknown.join(", ")}.`;
    throw new Refusal("not_found", message, { apis: message });
  }
  const ids = apis.map(({ id }) => id);
  await requirePermission(tx, caller, "edit_plans", ids);
  return ids;
}

/** A plan of the caller's own organisation, to change it; anybody else's does not exist. */
export async function lockOwnPlan(tx: Tx, caller: PersonCaller, planId: string) {
  await tx.$queryRaw`SELECT id FROM "Plan" WHERE id = ${planId} AND "orgId" = ${caller.orgId} FOR UPDATE`;
  const plan = await tx.plan.findFirst({
    where: { id: planId, orgId: caller.orgId },
    include: { planApis: { select: { apiId: true } } },
  });
  if (!plan) throw new Refusal("not_found", "This plan does not exist.");
  const apiIds = plan.planApis.map(({ apiId }) => apiId);
  await requirePermission(tx, caller, "edit_plans", apiIds.length > 0 ? apiIds : [""]);
  return plan;
}

export async function planSummary(tx: Tx, asker: Asker, planId: string): Promise<PlanSummary> {
  const row = await tx.plan.findUniqueOrThrow({ where: { id: planId }, select: planSelect(asker) });
  const [summary] = await toPlanSummaries(tx, [row]);
  if (!summary) throw new Error("One row makes one summary.");
  return summary;
}
