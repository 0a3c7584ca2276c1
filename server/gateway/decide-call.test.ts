import { expect, test } from "vitest";
import { cancelSubscription, deleteApp } from "#server/apps/index.ts";
import { issueKey, revokeKey } from "#server/credentials/index.ts";
import { DAY_MS, MINUTE_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { inRollback } from "#server/platform/testing/world.ts";
import { recordCalls } from "#server/usage/index.ts";
import { type Gateway, openGateway, STILL_LINK } from "./index.ts";
import type { CallQuestion, Verdict } from "./schema.ts";
import { type Consumer, makeConsumer } from "./testing/consumer.ts";

const NOW = new Date("2026-11-01T12:00:00Z");

function openStill(tx: Tx): Gateway {
  return openGateway({ read: () => tx, openLink: () => STILL_LINK });
}

function questionOf(consumer: Consumer, changes: Partial<CallQuestion> = {}): CallQuestion {
  return {
    credential: { kind: "key", key: consumer.secret },
    api: consumer.offer.slug,
    version: "v1",
    method: "GET",
    path: "/stations",
    environment: "sandbox",
    now: NOW,
    ...changes,
  };
}

/** The kind of refusal, or "allowed". */
function outcomeOf(verdict: Verdict): string {
  return verdict.allowed ? "allowed" : `${verdict.status} ${verdict.problem.code}`;
}

test("a subscribed app's key may call, and the verdict names who, what and how much is left", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx, { ratePerMinute: 5 });
    const verdict = await openStill(tx).decideCall(questionOf(consumer));
    expect(verdict).toMatchObject({
      allowed: true,
      who: {
        appId: consumer.appId,
        orgId: consumer.caller.orgId,
        credentialId: consumer.key.id,
        environment: "sandbox",
      },
      target: { apiId: consumer.offer.apiId, versionId: consumer.offer.versionId },
      planId: consumer.offer.planId,
      rate: { limit: 5, remaining: 4, resetSeconds: 60 },
    });
  }));

test("each fault of the credential has an answer of its own", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    const stranger = await makeConsumer(tx);
    const gateway = openStill(tx);
    const ask = async (credential: CallQuestion["credential"], now = NOW) =>
      outcomeOf(await gateway.decideCall(questionOf(consumer, { credential, now })));
    const cut = consumer.secret.slice(0, -1);
    // Another key's handle with this key's secret: the checksum is right for neither.
    const mixed = stranger.secret.slice(0, 25) + consumer.secret.slice(25);
    expect(await ask(null)).toBe("401 credential_missing");
    expect(await ask({ kind: "key", key: cut })).toBe("401 credential_malformed");
    expect(await ask({ kind: "key", key: mixed })).toBe("401 credential_malformed");
    expect(await ask({ kind: "token", token: "nonsense" })).toBe("401 credential_malformed");
    expect(await ask({ kind: "token", token: `portico_at_${"x".repeat(43)}` })).toBe(
      "401 credential_unknown",
    );
    const short = await issueKey(consumer.ctx(), {
      appId: consumer.appId,
      name: "s",
      environment: "sandbox",
      expiresInDays: 1,
    });
    const credential = { kind: "key" as const, key: short.secret };
    expect(await ask(credential, new Date())).toBe("allowed");
    expect(await ask(credential, new Date(Date.now() + 2 * DAY_MS))).toBe("401 credential_expired");
    await tx.key.update({ where: { id: consumer.key.id }, data: { kid: "AAAAAAAA" } });
    expect(await ask({ kind: "key", key: consumer.secret })).toBe("401 credential_unknown");
  }));

test("a key whose handle is right and whose secret is not is unknown", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    await tx.key.update({ where: { id: consumer.key.id }, data: { secretHash: new Uint8Array(32) } });
    const verdict = await openStill(tx).decideCall(questionOf(consumer));
    expect(outcomeOf(verdict)).toBe("401 credential_unknown");
    expect(verdict.who).toBeNull();
  }));

test("revoked keys, deleted and suspended apps and suspended organisations may not call", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    const gateway = openStill(tx);
    const ask = async () => outcomeOf(await gateway.decideCall(questionOf(consumer)));
    await tx.organisation.update({ where: { id: consumer.caller.orgId }, data: { status: "suspended" } });
    expect(await ask()).toBe("403 organisation_suspended");
    await tx.organisation.update({ where: { id: consumer.caller.orgId }, data: { status: "active" } });
    await tx.app.update({ where: { id: consumer.appId }, data: { status: "suspended" } });
    expect(await ask()).toBe("403 app_suspended");
    await tx.app.update({ where: { id: consumer.appId }, data: { status: "active" } });
    expect(await ask()).toBe("allowed");
    await revokeKey(consumer.ctx(), { keyId: consumer.key.id });
    expect(await ask()).toBe("401 credential_revoked");
    await tx.key.update({ where: { id: consumer.key.id }, data: { revokedAt: null } });
    await deleteApp(consumer.ctx(), { appId: consumer.appId });
    expect(await ask()).toBe("401 credential_revoked");
  }));

test("a credential works in its own environment only, unless the question takes both", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx, { environment: "live" });
    const gateway = openStill(tx);
    const ask = async (environment: CallQuestion["environment"]) =>
      outcomeOf(await gateway.decideCall(questionOf(consumer, { environment })));
    expect(await ask("sandbox")).toBe("403 wrong_environment");
    expect(await ask("live")).toBe("allowed");
    expect(await ask(null)).toBe("allowed");
  }));

test("only published and deprecated versions can be called", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    const gateway = openStill(tx);
    const ask = async (changes: Partial<CallQuestion> = {}) =>
      outcomeOf(await gateway.decideCall(questionOf(consumer, changes)));
    const setLifecycle = (lifecycle: "draft" | "in_review" | "deprecated" | "retired") =>
      tx.version.update({ where: { id: consumer.offer.versionId }, data: { lifecycle } });
    expect(await ask({ version: "v2" })).toBe("404 unknown_version");
    expect(await ask({ api: "no-such-api" })).toBe("404 unknown_api");
    await setLifecycle("deprecated");
    expect(await ask()).toBe("allowed");
    await setLifecycle("retired");
    expect(await ask()).toBe("403 version_retired");
    await setLifecycle("draft");
    expect(await ask()).toBe("404 unknown_version");
    await setLifecycle("in_review");
    expect(await ask()).toBe("404 unknown_version");
  }));

test("without an active subscription there is no call, and the reason is told", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    const other = await makeConsumer(tx);
    const gateway = openStill(tx);
    const ask = async (changes: Partial<CallQuestion> = {}) =>
      outcomeOf(await gateway.decideCall(questionOf(consumer, changes)));
    expect(await ask({ api: other.offer.slug })).toBe("403 not_subscribed");
    const setState = (state: "pending" | "rejected") =>
      tx.subscription.update({ where: { id: consumer.subscriptionId }, data: { state } });
    await setState("pending");
    expect(await ask()).toBe("403 subscription_pending");
    await setState("rejected");
    expect(await ask()).toBe("403 subscription_rejected");
    await cancelSubscription(consumer.ctx(), { subscriptionId: consumer.subscriptionId });
    expect(await ask()).toBe("403 not_subscribed");
  }));

test("an API that is not open to everybody does not exist for those without access", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    const hidden = await makeConsumer(tx);
    await tx.api.update({ where: { id: hidden.offer.apiId }, data: { visibility: "organisations" } });
    const gateway = openStill(tx);
    const verdict = await gateway.decideCall(questionOf(consumer, { api: hidden.offer.slug }));
    expect(outcomeOf(verdict)).toBe("404 unknown_api");
    const nobody = { credential: null };
    expect((await gateway.decideCall(questionOf(hidden, nobody))).target).toBeNull();
    expect((await gateway.decideCall(questionOf(consumer, nobody))).target?.apiId).toBe(consumer.offer.apiId);
    // A subscription alone opens nothing that its organisation may no longer read.
    expect(outcomeOf(await gateway.decideCall(questionOf(hidden)))).toBe("404 unknown_api");
    await tx.apiAudience.create({ data: { apiId: hidden.offer.apiId, orgId: hidden.caller.orgId } });
    expect(outcomeOf(await openStill(tx).decideCall(questionOf(hidden)))).toBe("allowed");
  }));

test("an API name that the database cannot be asked about is unknown, and nobody else notices", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx);
    const gateway = openStill(tx);
    const verdict = await gateway.decideCall(questionOf(consumer, { api: "\0" }));
    expect(outcomeOf(verdict)).toBe("404 unknown_api");
    expect(outcomeOf(await gateway.decideCall(questionOf(consumer)))).toBe("allowed");
  }));

test("the plan's rate is granted to the app as a whole, no more, and again in the next window", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx, { ratePerMinute: 2 });
    const second = await issueKey(consumer.ctx(), {
      appId: consumer.appId,
      name: "2",
      environment: "sandbox",
    });
    const gateway = openStill(tx);
    expect(outcomeOf(await gateway.decideCall(questionOf(consumer)))).toBe("allowed");
    const credential = { kind: "key" as const, key: second.secret };
    expect(outcomeOf(await gateway.decideCall(questionOf(consumer, { credential })))).toBe("allowed");
    const refused = await gateway.decideCall(questionOf(consumer, { now: new Date(NOW.getTime() + 30_000) }));
    expect(refused).toMatchObject({
      status: 429,
      rate: { limit: 2, remaining: 0, resetSeconds: 30 },
      retryAfterSeconds: 30,
    });
    const later = await gateway.decideCall(
      questionOf(consumer, { now: new Date(NOW.getTime() + MINUTE_MS) }),
    );
    expect(outcomeOf(later)).toBe("allowed");
  }));

test("a refused call spends nothing of the rate", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx, { ratePerMinute: 1 });
    const gateway = openStill(tx);
    for (let i = 0; i < 5; i++) await gateway.decideCall(questionOf(consumer, { version: "v9" }));
    expect(outcomeOf(await gateway.decideCall(questionOf(consumer)))).toBe("allowed");
  }));

test("the best of several plans counts", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx, { ratePerMinute: 1 });
    const plan = { orgId: consumer.publisher.orgId, summary: "", scopes: [], ratePerMinute: 9 };
    const planApis = { create: { apiId: consumer.offer.apiId } };
    await tx.plan.create({ data: { ...plan, id: "plan_big", slug: "big", name: "Big", planApis } });
    const evidence = { termsVersion: 1, termsAcceptedAt: NOW, termsAcceptedBy: "usr_1" };
    await tx.subscription.create({
      data: {
        id: "sub_big",
        orgId: consumer.caller.orgId,
        appId: consumer.appId,
        planId: "plan_big",
        state: "active",
        ...evidence,
      },
    });
    const verdict = await openStill(tx).decideCall(questionOf(consumer));
    expect(verdict).toMatchObject({ planId: "plan_big", rate: { limit: 9 } });
  }));

test("the monthly quota holds what was stored and what was granted since; refused calls cost nothing", () =>
  inRollback(async (tx) => {
    const consumer = await makeConsumer(tx, { quotaPerMonth: 3, now: NOW });
    const call = {
      at: NOW,
      orgId: consumer.caller.orgId,
      appId: consumer.appId,
      credentialId: consumer.key.id,
      environment: "sandbox" as const,
      apiId: consumer.offer.apiId,
      versionId: consumer.offer.versionId,
      operationKey: null,
      method: "GET",
      path: "/",
      latencyMs: 1,
      problem: null,
    };
    const lastMonth = new Date("2026-10-31T23:59:59Z");
    await recordCalls(
      [
        { ...call, status: 200 },
        { ...call, status: 404 },
        { ...call, status: 200, at: lastMonth },
      ],
      { tx },
    );
    const gateway = openStill(tx);
    expect(outcomeOf(await gateway.decideCall(questionOf(consumer)))).toBe("allowed");
    expect(outcomeOf(await gateway.decideCall(questionOf(consumer)))).toBe("allowed");
    const refused = await gateway.decideCall(questionOf(consumer));
    expect(outcomeOf(refused)).toBe("429 quota_reached");
    const next = questionOf(consumer, { now: new Date("2026-12-01T00:00:00Z") });
    expect(outcomeOf(await gateway.decideCall(next))).toBe("allowed");
  }));
