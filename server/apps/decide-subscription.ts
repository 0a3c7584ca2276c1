import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireSubscriptionDecider } from "./policy.ts";
import { DecideSubscriptionInput, type SubscriptionStateName } from "./schema.ts";

/** The publisher's yes or no to an app that asked for one of the organisation's plans. */
export async function decideSubscription(
  ctx: Ctx,
  raw: unknown,
): Promise<{ id: string; state: SubscriptionStateName }> {
  const caller = requireSubscriptionDecider(ctx);
  const { subscriptionId, decision } = read(DecideSubscriptionInput, raw);
  return mutate(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Subscription" WHERE id = ${subscriptionId} FOR UPDATE`;
    const row = await tx.subscription.findUnique({
      where: { id: subscriptionId },
      include: { app: { select: { name: true } } },
    });
    const plan =
      row &&
      (await tx.plan.findFirst({ where: { id: row.planId, orgId: caller.orgId }, select: { name: true } }));
    if (!row || !plan) throw new Refusal("not_found", "This request for access does not exist.");
    const state = decision === "approve" ? ("active" as const) : ("rejected" as const);
    if (row.state === state) return { value: { id: row.id, state }, audit: [] };
    if (row.state !== "pending") {
      throw new Refusal("conflict", `This request is no longer open: the subscription is ${row.state}.`);
    }
    await tx.subscription.update({
      where: { id: row.id },
      data: { state, decidedAt: ctx.now, decidedBy: caller.userId },
    });
    await announce(tx, `app:${row.appId}`);
    const draft = {
      action: decision === "approve" ? "subscription.approved" : "subscription.rejected",
      target: row.id,
      targetName: `${row.app.name} → ${plan.name}`,
      detail: { appId: row.appId, planId: row.planId },
    };
    // Both sides find it in their own trail: who was let in, and who let them in.
    const isOwnApp = row.orgId === caller.orgId;
    return {
      value: { id: row.id, state },
      audit: isOwnApp ? draft : [draft, { ...draft, orgId: row.orgId }],
    };
  });
}
