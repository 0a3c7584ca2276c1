import type { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AccessRequestDetail, AccessSummary } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

export const ACCESS_SELECT = {
  id: true,
  apiId: true,
  orgId: true,
  state: true,
  requestedBy: true,
  reason: true,
  createdAt: true,
  decidedBy: true,
  decidedAt: true,
  answer: true,
  expiresAt: true,
  api: { select: { id: true, slug: true, name: true, orgId: true } },
} as const satisfies Prisma.AccessRequestSelect;

export type AccessRow = Prisma.AccessRequestGetPayload<{ select: typeof ACCESS_SELECT }>;

/** Granted access that has run out is over, whether or not a job has said so yet. */
export function stateOf({ state, expiresAt }: Pick<AccessRow, "state" | "expiresAt">, now: Date) {
  return state === "granted" && expiresAt && expiresAt <= now ? ("expired" as const) : state;
}

/** After a no that is younger than a day: when the organisation may ask again. */
export function askAgainAt(
  { state, decidedAt }: Pick<AccessRow, "state" | "decidedAt">,
  now: Date,
): Date | null {
  if ((state !== "refused" && state !== "revoked") || !decidedAt) return null;
  const at = new Date(decidedAt.getTime() + DAY_MS);
  return at > now ? at : null;
}

export function toAccessSummary(row: AccessRow, now: Date): AccessSummary {
  const { id, reason, createdAt, decidedAt, answer, expiresAt, api } = row;
  return {
    id,
    state: stateOf(row, now),
    reason,
    createdAt,
    decidedAt,
    answer,
    expiresAt,
    api: { slug: api.slug, name: api.name },
  };
}

/** What the publisher sees: who asked, for whom, and how many of their apps live on it. */
export async function toAccessDetails(
  tx: Tx,
  rows: AccessRow[],
  now: Date,
): Promise<Omit<AccessRequestDetail, "mayDecide">[]> {
  const [orgs, people, subscriptions] = await Promise.all([
    orgBriefs(
      tx,
      rows.map(({ orgId }) => orgId),
    ),
    tx.user.findMany({
      where: { id: { in: rows.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy ?? ""]) } },
      select: { id: true, name: true },
    }),
    liveSubscriptions(
      tx,
      rows.map(({ apiId }) => apiId),
    ),
  ]);
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? null;
  return rows.map((row) => ({
    ...toAccessSummary(row, now),
    organisation: orgOf(orgs, row.orgId),
    requestedBy: nameOf(row.requestedBy) ?? "A former member",
    decidedBy: row.decidedBy && (nameOf(row.decidedBy) ?? "A former member"),
    appCount: new Set(
      subscriptions
        .filter(({ orgId, apiIds }) => orgId === row.orgId && apiIds.includes(row.apiId))
        .map(({ appId }) => appId),
    ).size,
  }));
}

export interface LiveSubscription {
  id: string;
  orgId: string;
  appId: string;
  planId: string;
  apiIds: string[];
}

/** Subscriptions, active or waiting, to plans that open any of these APIs. */
export async function liveSubscriptions(tx: Tx, apiIds: string[]): Promise<LiveSubscription[]> {
  const plans = await tx.plan.findMany({
    where: { planApis: { some: { apiId: { in: apiIds } } } },
    select: { id: true, planApis: { select: { apiId: true } } },
  });
  const rows = await tx.subscription.findMany({
    where: {
      planId: { in: plans.map(({ id }) => id) },
      state: { in: ["active", "pending"] },
      app: { deletedAt: null },
    },
    select: { id: true, orgId: true, appId: true, planId: true },
  });
  return rows.map((row) => ({
    ...row,
    apiIds: plans.find(({ id }) => id === row.planId)?.planApis.map(({ apiId }) => apiId) ?? [],
  }));
}
