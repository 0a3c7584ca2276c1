import type { Subscription } from "#prisma/generated/client.ts";
import { readableApis } from "#server/catalog/index.ts";
import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireAppKeeper } from "./policy.ts";
import { SubscribeInput, type SubscriptionSummary } from "./schema.ts";
import { lockOwnApp, summariseSubscription } from "./store.ts";

/**
 * Subscribes an app to a plan under the plan's current terms: active at once, or pending when the plan waits for its
 * publisher's yes. Asking again changes nothing, except that newer terms are accepted.
 */
export async function subscribe(ctx: Ctx, raw: unknown): Promise<SubscriptionSummary> {
  const caller = requireAppKeeper(ctx);
  const { appId, planId, acceptedTermsVersion } = read(SubscribeInput, raw);
  return mutate(ctx, async (tx) => {
    const app = await lockOwnApp(tx, caller, appId);
    if (app.status !== "active") {
      throw new Refusal("conflict", "This app is suspended, so it cannot subscribe to a plan.");
    }
    const plan = await tx.plan.findFirst({
      where: { id: planId, archivedAt: null, planApis: { some: { api: readableApis(ctx) } } },
      select: { id: true, name: true, termsVersion: true, needsApproval: true },
    });
    if (!plan) throw new Refusal("not_found", "This plan does not exist, or it is no longer offered.");
    const current = await tx.subscription.findUnique({ where: { appId_planId: { appId, planId } } });
    if (current && isSettled(current, plan.termsVersion)) {
      return { value: await summariseSubscription(tx, current, ctx.now), audit: [] };
    }
    if (acceptedTermsVersion !== plan.termsVersion) {
      throw new Refusal(
        "conflict",
        "The terms of this plan have changed. Read the current ones and accept them.",
        {
          acceptedTermsVersion: "These are not the current terms.",
        },
      );
    }
    const isLive = current?.state === "active" || current?.state === "pending";
    const state = isLive ? current.state : plan.needsApproval ? ("pending" as const) : ("active" as const);
    const acceptance = {
      state,
      termsVersion: plan.termsVersion,
      termsAcceptedAt: ctx.now,
      termsAcceptedBy: actorIdOf(caller),
    };
    const reopened = isLive ? {} : { createdAt: ctx.now, decidedAt: null, decidedBy: null };
    const row = current
      ? await tx.subscription.update({ where: { id: current.id }, data: { ...acceptance, ...reopened } })
      : await tx.subscription.create({
          data: {
            id: newId("sub", ctx.now),
            orgId: caller.orgId,
            appId,
            planId,
            createdAt: ctx.now,
            ...acceptance,
          },
        });
    await announce(tx, `app:${appId}`);
    return {
      value: await summariseSubscription(tx, row, ctx.now),
      audit: {
        action: isLive ? "subscription.terms_accepted" : "subscription.created",
        target: row.id,
        targetName: `${app.name} → ${plan.name}`,
        detail: { appId, planId, state, termsVersion: plan.termsVersion },
      },
    };
  });
}

function isSettled(row: Subscription, termsVersion: number): boolean {
  return (row.state === "active" || row.state === "pending") && row.termsVersion === termsVersion;
}
