import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import { type LiveSubscription, liveSubscriptions } from "./access-rows.ts";
import { readableApis } from "./policy.ts";

/** Whether an organisation may read an API now, as one of its apps. */
export async function mayOrgRead(tx: Tx, orgId: string, apiIds: string[], now: Date): Promise<boolean> {
  const caller = { kind: "app", appId: "", credentialId: "", orgId } as const;
  const count = await tx.api.count({
    where: { AND: [{ id: { in: apiIds } }, readableApis({ caller, now })] },
  });
  return count > 0;
}

/** Organisations whose apps live on an API that they may not read, as things now stand. */
export async function findStranded(tx: Tx, apiId: string, now: Date): Promise<LiveSubscription[]> {
  const live = await liveSubscriptions(tx, [apiId]);
  const stranded = new Set<string>();
  for (const orgId of new Set(live.map((one) => one.orgId))) {
    if (!(await mayOrgRead(tx, orgId, [apiId], now))) stranded.add(orgId);
  }
  return live.filter(({ orgId }) => stranded.has(orgId));
}

/**
 * After an organisation lost an API: edges refuse its calls from the access alone; a subscription of which nothing is
 * left to read ends with it, one whose plan opens other APIs goes on for those. Both trails say so.
 */
export async function endSubscriptions(
  tx: Tx,
  ctx: Pick<Ctx, "caller" | "now">,
  apiId: string,
  orgIds: string[],
): Promise<AuditDraft[]> {
  await announce(tx, `api:${apiId}`);
  const live = (await liveSubscriptions(tx, [apiId])).filter(({ orgId }) => orgIds.includes(orgId));
  const audit: AuditDraft[] = [];
  for (const one of live) {
    if (await mayOrgRead(tx, one.orgId, one.apiIds, ctx.now)) continue;
    const ended = await tx.subscription.updateMany({
      where: { id: one.id, state: { in: ["active", "pending"] } },
      data: {
        state: "cancelled",
        decidedAt: ctx.now,
        decidedBy: "userId" in ctx.caller ? ctx.caller.userId : null,
      },
    });
    if (ended.count === 0) continue;
    await announce(tx, `app:${one.appId}`);
    audit.push({
      action: "subscription.cancelled",
      target: one.id,
      orgId: one.orgId,
      detail: { appId: one.appId, planId: one.planId, apiId, because: "access_ended" },
    });
  }
  return audit;
}
