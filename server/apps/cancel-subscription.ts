import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireAppKeeper } from "./policy.ts";
import { SubscriptionRef, type SubscriptionSummary } from "./schema.ts";
import { lockOwnApp, summariseSubscription } from "./store.ts";

/** Ends one of the organisation's own subscriptions; its app loses the plan's APIs at once. */
export async function cancelSubscription(ctx: Ctx, raw: unknown): Promise<SubscriptionSummary> {
  const caller = requireAppKeeper(ctx);
  const { subscriptionId } = read(SubscriptionRef, raw);
  return mutate(ctx, async (tx) => {
    const where = { id: subscriptionId, orgId: caller.orgId };
    const found = await tx.subscription.findFirst({ where, select: { appId: true } });
    if (!found) throw new Refusal("not_found", "This subscription does not exist.");
    const app = await lockOwnApp(tx, caller, found.appId);
    const current = await tx.subscription.findUniqueOrThrow({ where: { id: subscriptionId } });
    if (current.state === "cancelled")
      return { value: await summariseSubscription(tx, current, ctx.now), audit: [] };
    const row = await tx.subscription.update({
      where: { id: subscriptionId },
      data: { state: "cancelled", decidedAt: ctx.now, decidedBy: actorIdOf(caller) },
    });
    await announce(tx, `app:${row.appId}`);
    const value = await summariseSubscription(tx, row, ctx.now);
    return {
      value,
      audit: {
        action: "subscription.cancelled",
        target: row.id,
        targetName: `${app.name} → ${value.plan.name}`,
        detail: { appId: row.appId, planId: row.planId },
      },
    };
  });
}
