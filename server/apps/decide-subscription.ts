import { routes } from "#lib/routes.ts";
import { requirePermission } from "#server/catalog/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requirePlanOwner } from "./policy.ts";
import { DecideSubscriptionInput, type SubscriptionStateName } from "./schema.ts";

/** The publisher's yes or no to an app that asked for one of the organisation's plans. */
export async function decideSubscription(
  ctx: Ctx,
  raw: unknown,
): Promise<{ id: string; state: SubscriptionStateName }> {
  const caller = requirePlanOwner(ctx, "apis:write");
  const { subscriptionId, decision } = read(DecideSubscriptionInput, raw);
  return mutate(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Subscription" WHERE id = ${subscriptionId} FOR UPDATE`;
    const row = await tx.subscription.findUnique({
      where: { id: subscriptionId },
      include: { app: { select: { name: true } } },
    });
    const plan =
      row &&
      (await tx.plan.findFirst({
        where: { id: row.planId, orgId: caller.orgId },
        select: { name: true, planApis: { select: { apiId: true } } },
      }));
    if (!row || !plan) throw new Refusal("not_found", "This request for access does not exist.");
    await requirePermission(
      tx,
      caller,
      "decide_access",
      plan.planApis.map(({ apiId }) => apiId),
    );
    const state = decision === "approve" ? ("active" as const) : ("rejected" as const);
    if (row.state === state) return { value: { id: row.id, state }, audit: [] };
    if (row.state !== "pending") {
      throw new Refusal("conflict", `This request is no longer open: the subscription is ${row.state}.`);
    }
    await tx.subscription.update({
      where: { id: row.id },
      data: { state, decidedAt: ctx.now, decidedBy: actorIdOf(caller) },
    });
    await announce(tx, `app:${row.appId}`);
    await mailDecision(tx, ctx, row, { planName: plan.name, isApproved: state === "active" });
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

/** To whoever asked, as long as they are a member still. */
async function mailDecision(
  tx: Tx,
  { now }: Ctx,
  row: { orgId: string; appId: string; termsAcceptedBy: string; app: { name: string } },
  decision: { planName: string; isApproved: boolean },
): Promise<void> {
  const asker = await tx.membership.findUnique({
    where: { orgId_userId: { orgId: row.orgId, userId: row.termsAcceptedBy } },
    select: { user: { select: { email: true } } },
  });
  if (!asker) return;
  const data = { ...decision, appName: row.app.name, path: routes.app(row.appId) };
  await queueMail(tx, { to: asker.user.email, template: "subscription-decided", data, now });
}
