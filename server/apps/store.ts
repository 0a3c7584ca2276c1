import { isAllowedFor } from "#lib/organisation-permissions.ts";
import type { App, Subscription } from "#prisma/generated/client.ts";
import { knownApis, readableApis } from "#server/catalog/index.ts";
import { type PersonCaller, requireTeam } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { AppSummary, SubscriptionSummary } from "./schema.ts";

const LIVE_STATES = ["active" as const, "pending" as const];

export const WITH_COUNT = {
  _count: { select: { subscriptions: { where: { state: { in: LIVE_STATES } } } } },
} as const;

type AppRow = App & { _count: { subscriptions: number } };

export function toAppSummary(app: AppRow, caller: PersonCaller): AppSummary {
  const { id, name, description, status, teamId, createdAt } = app;
  const mayChange = isAllowedFor(caller, "keep_apps", teamId);
  const subscriptionCount = app._count.subscriptions;
  return { id, name, description, status, teamId, createdAt, subscriptionCount, mayChange };
}

/** Since when and why a moderator stopped it; null while it works. */
export function suspensionOf({ status, suspendedAt, suspendReason }: App) {
  return status === "suspended" ? { at: suspendedAt, reason: suspendReason } : null;
}

/** The caller's own app, or not_found: another organisation's app does not exist for them. */
export async function loadOwnApp(tx: Tx, caller: PersonCaller, appId: string): Promise<AppRow> {
  const app = await tx.app.findFirst({
    where: { id: appId, orgId: caller.orgId, deletedAt: null },
    include: WITH_COUNT,
  });
  if (!app) throw new Refusal("not_found", "This app does not exist.");
  return app;
}

/** An app that the caller may change, held until the transaction ends so that nobody deletes or moves it meanwhile. */
export async function lockOwnApp(tx: Tx, caller: PersonCaller, appId: string): Promise<AppRow> {
  await tx.$queryRaw`SELECT id FROM "App" WHERE id = ${appId} AND "orgId" = ${caller.orgId} FOR UPDATE`;
  const app = await loadOwnApp(tx, caller, appId);
  requireTeam(caller, "keep_apps", app.teamId);
  return app;
}

/** Summaries of these subscriptions of one organisation, in their order; of their plans' APIs those it may know of. */
export async function summariseSubscriptions(
  tx: Tx,
  rows: Subscription[],
  now: Date,
): Promise<SubscriptionSummary[]> {
  const caller = { kind: "app", appId: "", credentialId: "", orgId: rows[0]?.orgId ?? "" } as const;
  const plans = await tx.plan.findMany({
    where: { id: { in: rows.map((row) => row.planId) } },
    include: {
      planApis: {
        where: { api: knownApis({ caller, now }) },
        orderBy: { api: { name: "asc" } },
        select: {
          api: {
            select: {
              id: true,
              slug: true,
              name: true,
              versions: {
                where: {
                  lifecycle: { in: ["published", "deprecated"] },
                  api: readableApis({ caller, now }),
                },
                orderBy: [{ lifecycle: "asc" }, { position: "desc" }],
                take: 1,
                select: { name: true },
              },
            },
          },
        },
      },
    },
  });
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  return rows.flatMap((row) => {
    const plan = planById.get(row.planId);
    if (!plan) return [];
    const { id, appId, state, termsVersion, termsAcceptedAt, createdAt, decidedAt } = row;
    return {
      id,
      appId,
      state,
      plan: {
        id: plan.id,
        slug: plan.slug,
        name: plan.name,
        ratePerMinute: plan.ratePerMinute,
        quotaPerMonth: plan.quotaPerMonth,
      },
      apis: plan.planApis.map(({ api }) => ({
        id: api.id,
        slug: api.slug,
        name: api.name,
        version: api.versions[0]?.name ?? null,
      })),
      termsVersion,
      hasNewerTerms: plan.termsVersion > termsVersion,
      termsAcceptedAt,
      createdAt,
      decidedAt,
    };
  });
}

export async function summariseSubscription(
  tx: Tx,
  row: Subscription,
  now: Date,
): Promise<SubscriptionSummary> {
  const [summary] = await summariseSubscriptions(tx, [row], now);
  if (!summary) throw new Refusal("not_found", "This plan does not exist.");
  return summary;
}
