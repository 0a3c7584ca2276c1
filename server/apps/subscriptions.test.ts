import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  cancelSubscription,
  decideSubscription,
  deleteApp,
  listPendingSubscriptions,
  listSubscriptions,
  registerApp,
  subscribe,
} from "./index.ts";
import { makeOffer } from "./testing/offers.ts";

async function makeWorld(tx: Tx, options: Parameters<typeof makeOffer>[2] = {}) {
  const publisher = await makeMember(tx, { isPublisher: true });
  const consumer = await makeMember(tx, { role: "developer" });
  const offer = await makeOffer(tx, publisher, options);
  const app = await registerApp(ctxOf(tx, consumer), { name: "Timetable" });
  const input = { appId: app.id, planId: offer.planId, acceptedTermsVersion: offer.termsVersion };
  return { publisher, consumer, offer, app, input };
}

test("subscribing to an open plan is active at once, keeps who accepted which terms, and is audited", () =>
  inRollback(async (tx) => {
    const { consumer, offer, input } = await makeWorld(tx, { termsVersion: 3 });
    const ctx = ctxOf(tx, consumer);
    const subscription = await subscribe(ctx, input);
    expect(subscription).toMatchObject({ state: "active", termsVersion: 3, hasNewerTerms: false });
    expect(subscription.apis).toEqual([expect.objectContaining({ slug: offer.slug, version: "v1" })]);
    const row = await tx.subscription.findUniqueOrThrow({ where: { id: subscription.id } });
    expect(row).toMatchObject({ termsAcceptedBy: consumer.userId, termsAcceptedAt: ctx.now });
    const event = await tx.auditEvent.findFirstOrThrow({ where: { requestId: ctx.requestId } });
    expect(event).toMatchObject({ action: "subscription.created", orgId: consumer.orgId });
  }));

test("subscribing twice changes nothing the second time", () =>
  inRollback(async (tx) => {
    const { consumer, input } = await makeWorld(tx);
    const first = await subscribe(ctxOf(tx, consumer), input);
    const ctx = ctxOf(tx, consumer);
    expect((await subscribe(ctx, input)).id).toBe(first.id);
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(0);
  }));

test("terms other than the current ones cannot be accepted; newer ones can be accepted later", () =>
  inRollback(async (tx) => {
    const { consumer, offer, input } = await makeWorld(tx);
    await subscribe(ctxOf(tx, consumer), input);
    await tx.plan.update({ where: { id: offer.planId }, data: { termsVersion: 2 } });
    expect(
      (await listSubscriptions(ctxOf(tx, consumer), { appId: input.appId })).items[0]?.hasNewerTerms,
    ).toBe(true);
    expect(await refusalOf(subscribe(ctxOf(tx, consumer), input))).toBe("conflict");
    const renewed = await subscribe(ctxOf(tx, consumer), { ...input, acceptedTermsVersion: 2 });
    expect(renewed).toMatchObject({ state: "active", termsVersion: 2, hasNewerTerms: false });
  }));

test("a plan that needs approval waits for its publisher, who sees who asks and lets them in", () =>
  inRollback(async (tx) => {
    const { publisher, consumer, input } = await makeWorld(tx, { needsApproval: true });
    const { id, state } = await subscribe(ctxOf(tx, consumer), input);
    expect(state).toBe("pending");
    const waiting = await listPendingSubscriptions(ctxOf(tx, publisher));
    expect(waiting.items).toEqual([
      expect.objectContaining({ id, appName: "Timetable", orgName: consumer.orgName, planName: "Standard" }),
    ]);
    const ctx = ctxOf(tx, publisher);
    expect(await decideSubscription(ctx, { subscriptionId: id, decision: "approve" })).toEqual({
      id,
      state: "active",
    });
    const events = await tx.auditEvent.findMany({ where: { requestId: ctx.requestId } });
    expect(events.map(({ orgId }) => orgId).sort()).toEqual([publisher.orgId, consumer.orgId].sort());
    expect((await listPendingSubscriptions(ctxOf(tx, publisher))).items).toEqual([]);
  }));

test("only the plan's own organisation decides, and only publishers at all", () =>
  inRollback(async (tx) => {
    const { publisher, consumer, input } = await makeWorld(tx, { needsApproval: true });
    const { id } = await subscribe(ctxOf(tx, consumer), input);
    const decision = { subscriptionId: id, decision: "approve" };
    const rival = await makeMember(tx, { isPublisher: true });
    expect(await refusalOf(decideSubscription(ctxOf(tx, rival), decision))).toBe("not_found");
    expect((await listPendingSubscriptions(ctxOf(tx, rival))).items).toEqual([]);
    expect(await refusalOf(decideSubscription(ctxOf(tx, consumer), decision))).toBe("not_allowed");
    const viewer = await makeMember(tx, { orgId: publisher.orgId, role: "viewer" });
    expect(await refusalOf(decideSubscription(ctxOf(tx, viewer), decision))).toBe("not_allowed");
    expect(
      await refusalOf(decideSubscription(ctxOf(tx, publisher), { ...decision, decision: "maybe" })),
    ).toBe("invalid_input");
    expect((await tx.subscription.findUniqueOrThrow({ where: { id } })).state).toBe("pending");
  }));

test("a rejected request stays closed until the consumer asks again", () =>
  inRollback(async (tx) => {
    const { publisher, consumer, input } = await makeWorld(tx, { needsApproval: true });
    const { id } = await subscribe(ctxOf(tx, consumer), input);
    await decideSubscription(ctxOf(tx, publisher), { subscriptionId: id, decision: "reject" });
    expect(
      await refusalOf(decideSubscription(ctxOf(tx, publisher), { subscriptionId: id, decision: "approve" })),
    ).toBe("conflict");
    expect(await subscribe(ctxOf(tx, consumer), input)).toMatchObject({
      id,
      state: "pending",
      decidedAt: null,
    });
  }));

test("a plan whose APIs the caller may not know of does not exist for them, nor does an archived one", () =>
  inRollback(async (tx) => {
    const hidden = await makeWorld(tx, { visibility: "organisations" });
    expect(await refusalOf(subscribe(ctxOf(tx, hidden.consumer), hidden.input))).toBe("not_found");
    await tx.apiAudience.create({ data: { apiId: hidden.offer.apiId, orgId: hidden.consumer.orgId } });
    expect((await subscribe(ctxOf(tx, hidden.consumer), hidden.input)).state).toBe("active");
    const draft = await makeWorld(tx, { lifecycle: "draft" });
    expect(await refusalOf(subscribe(ctxOf(tx, draft.consumer), draft.input))).toBe("not_found");
    const old = await makeWorld(tx);
    await tx.plan.update({ where: { id: old.offer.planId }, data: { archivedAt: new Date() } });
    expect(await refusalOf(subscribe(ctxOf(tx, old.consumer), old.input))).toBe("not_found");
  }));

test("another organisation can neither use the app, nor cancel or see its subscriptions", () =>
  inRollback(async (tx) => {
    const { consumer, input } = await makeWorld(tx);
    const { id } = await subscribe(ctxOf(tx, consumer), input);
    const ctx = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(subscribe(ctx, input))).toBe("not_found");
    expect(await refusalOf(cancelSubscription(ctx, { subscriptionId: id }))).toBe("not_found");
    expect(await refusalOf(listSubscriptions(ctx, { appId: input.appId }))).toBe("not_found");
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(0);
  }));

test("a viewer neither subscribes nor cancels", () =>
  inRollback(async (tx) => {
    const { consumer, input } = await makeWorld(tx);
    const { id } = await subscribe(ctxOf(tx, consumer), input);
    const viewer = ctxOf(tx, await makeMember(tx, { orgId: consumer.orgId, role: "viewer" }));
    expect(await refusalOf(subscribe(viewer, input))).toBe("not_allowed");
    expect(await refusalOf(cancelSubscription(viewer, { subscriptionId: id }))).toBe("not_allowed");
    expect((await listSubscriptions(viewer, { appId: input.appId })).items).toHaveLength(1);
  }));

test("a suspended app cannot subscribe, and nothing is written", () =>
  inRollback(async (tx) => {
    const { consumer, input } = await makeWorld(tx);
    await tx.app.update({ where: { id: input.appId }, data: { status: "suspended" } });
    expect(await refusalOf(subscribe(ctxOf(tx, consumer), input))).toBe("conflict");
    expect(await tx.subscription.count({ where: { appId: input.appId } })).toBe(0);
  }));

test("a cancelled subscription ends, once, and can be taken up again", () =>
  inRollback(async (tx) => {
    const { consumer, input } = await makeWorld(tx);
    const { id } = await subscribe(ctxOf(tx, consumer), input);
    const ctx = ctxOf(tx, consumer);
    expect((await cancelSubscription(ctx, { subscriptionId: id })).state).toBe("cancelled");
    await cancelSubscription(ctx, { subscriptionId: id });
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(1);
    expect(await subscribe(ctxOf(tx, consumer), input)).toMatchObject({ id, state: "active" });
  }));

test("deleting an app ends its subscriptions, also those that wait", () =>
  inRollback(async (tx) => {
    const { publisher, consumer, input } = await makeWorld(tx, { needsApproval: true });
    await subscribe(ctxOf(tx, consumer), input);
    await deleteApp(ctxOf(tx, consumer), { appId: input.appId });
    expect((await listPendingSubscriptions(ctxOf(tx, publisher))).items).toEqual([]);
    expect(await tx.subscription.count({ where: { appId: input.appId, state: "cancelled" } })).toBe(1);
  }));
