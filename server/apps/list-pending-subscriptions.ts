import { mayPublish } from "#lib/publishing-permissions.ts";
import { rolesFor } from "#server/catalog/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requirePlanOwner } from "./policy.ts";
import { ListPendingSubscriptionsInput, type Page, type PendingSubscription } from "./schema.ts";

/** Who waits for access to one of the organisation's plans, longest waiting first. */
export async function listPendingSubscriptions(
  ctx: Ctx,
  raw: unknown = {},
): Promise<Page<PendingSubscription>> {
  const caller = requirePlanOwner(ctx, "apis:read");
  const { cursor, limit } = read(ListPendingSubscriptionsInput, raw);
  const tx = reader(ctx);
  const plans = await tx.plan.findMany({
    where: { orgId: caller.orgId },
    select: {
      id: true,
      name: true,
      planApis: { select: { api: { select: { id: true, slug: true, name: true } } } },
    },
  });
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const rows = await tx.subscription.findMany({
    where: { planId: { in: [...planById.keys()] }, state: "pending", app: { deletedAt: null } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    cursor: cursor ? { id: cursor } : undefined,
    skip: cursor ? 1 : 0,
    take: limit + 1,
    include: { app: { select: { name: true, description: true } } },
  });
  const orgs = await tx.organisation.findMany({
    where: { id: { in: rows.map((row) => row.orgId) } },
    select: { id: true, name: true },
  });
  const orgName = new Map(orgs.map((org) => [org.id, org.name]));
  const apisOf = (planId: string) => planById.get(planId)?.planApis.map(({ api }) => api) ?? [];
  const apiIds = rows.flatMap(({ planId }) => apisOf(planId).map(({ id }) => id));
  const roles = await rolesFor(tx, caller, [...new Set(apiIds)]);
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    appId: row.appId,
    appName: row.app.name,
    appDescription: row.app.description,
    orgName: orgName.get(row.orgId) ?? "",
    planId: row.planId,
    planName: planById.get(row.planId)?.name ?? "",
    apis: apisOf(row.planId).map(({ slug, name }) => ({ slug, name })),
    mayDecide: apisOf(row.planId).every(({ id }) => mayPublish(roles.get(id) ?? null, "decide_access")),
    requestedAt: row.createdAt,
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
