import { expect, test } from "vitest";
import { cancelSubscription, deleteApp } from "#server/apps/index.ts";
import { checksum } from "#server/credentials/base62.ts";
import { mintTrialKey } from "#server/credentials/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { inRollback } from "#server/platform/testing/world.ts";
import { openGateway, STILL_LINK } from "./index.ts";
import type { CallQuestion } from "./schema.ts";
import { makeConsumer } from "./testing/consumer.ts";

const NOW = new Date("2026-11-01T12:00:00Z");

async function makeTrial(tx: Tx, options: Parameters<typeof makeConsumer>[1] = {}) {
  const consumer = await makeConsumer(tx, { now: NOW, ...options });
  const { slug } = consumer.offer;
  const { key } = await mintTrialKey(consumer.ctx(), { api: slug, version: "v1" });
  const gateway = openGateway({ read: () => tx, openLink: () => STILL_LINK });
  const ask = async (changes: Partial<CallQuestion> = {}, presented = key) => {
    const credential = { kind: "key" as const, key: presented };
    const question = {
      api: slug,
      version: "v1",
      method: "GET",
      path: "/",
      environment: "sandbox" as const,
      now: NOW,
    };
    return gateway.decideCall({ credential, ...question, ...changes });
  };
  const outcome = async (...args: Parameters<typeof ask>) => {
    const verdict = await ask(...args);
    return verdict.allowed ? "allowed" : `${verdict.status} ${verdict.problem.code}`;
  };
  return { consumer, key, ask, outcome };
}

test("a trial credential calls the sandbox as its app, and usage knows it for a trial", () =>
  inRollback(async (tx) => {
    const { consumer, ask } = await makeTrial(tx, { ratePerMinute: 5 });
    expect(await ask()).toMatchObject({
      allowed: true,
      who: {
        appId: consumer.appId,
        orgId: consumer.caller.orgId,
        credentialId: `trial_${consumer.caller.userId.slice(4)}`,
        environment: "sandbox",
        scopes: [],
      },
      planId: consumer.offer.planId,
      rate: { limit: 5, remaining: 4 },
    });
  }));

test("it spends the app's own rate", () =>
  inRollback(async (tx) => {
    const { consumer, outcome } = await makeTrial(tx, { ratePerMinute: 2 });
    expect(await outcome({}, consumer.secret)).toBe("allowed");
    expect(await outcome()).toBe("allowed");
    expect(await outcome()).toBe("429 rate_limited");
  }));

test("after its quarter of an hour it is refused, and the answer says what to do", () =>
  inRollback(async (tx) => {
    const { ask, outcome } = await makeTrial(tx);
    expect(await outcome({ now: new Date("2026-11-01T12:14:59Z") })).toBe("allowed");
    const late = await ask({ now: new Date("2026-11-01T12:15:00Z") });
    expect(late).toMatchObject({ status: 401, problem: { code: "credential_expired" } });
    expect(late.problem?.detail).toMatch(/trial credential has expired. Reload the sample/);
  }));

test("it opens no live API, no gateway that does not say which, and no other API", () =>
  inRollback(async (tx) => {
    const { consumer, outcome } = await makeTrial(tx);
    const other = await makeConsumer(tx, { now: NOW });
    expect(await outcome({ environment: "live" })).toBe("403 wrong_environment");
    expect(await outcome({ environment: null })).toBe("403 wrong_environment");
    expect(await outcome({ api: other.offer.slug })).toBe("403 wrong_api");
    await tx.planApi.create({ data: { planId: consumer.offer.planId, apiId: other.offer.apiId } });
    expect(await outcome({ api: other.offer.slug })).toBe("403 wrong_api");
  }));

test("one that was changed, or signed elsewhere, is refused", () =>
  inRollback(async (tx) => {
    const { key, outcome } = await makeTrial(tx);
    expect(await outcome({}, `${key.slice(0, 20)}${key[20] === "A" ? "B" : "A"}${key.slice(21)}`)).toBe(
      "401 credential_malformed",
    );
    expect(await outcome({}, key.slice(0, -1))).toBe("401 credential_malformed");
    // A whole and well-formed one whose signature another secret made.
    const forged = `portico_tk_test_${"A".repeat(66)}_${"A".repeat(22)}`;
    expect(await outcome({}, forged + checksum(forged))).toBe("401 credential_unknown");
  }));

test("it ends with its app, subscription and organisation at once", () =>
  inRollback(async (tx) => {
    const { consumer, outcome } = await makeTrial(tx);
    const { appId, caller, subscriptionId } = consumer;
    await tx.app.update({ where: { id: appId }, data: { status: "suspended" } });
    expect(await outcome()).toBe("403 app_suspended");
    await tx.app.update({ where: { id: appId }, data: { status: "active" } });
    await tx.organisation.update({ where: { id: caller.orgId }, data: { status: "suspended" } });
    expect(await outcome()).toBe("403 organisation_suspended");
    await tx.organisation.update({ where: { id: caller.orgId }, data: { status: "active" } });
    await cancelSubscription(consumer.ctx(), { subscriptionId });
    expect(await outcome()).toBe("403 not_subscribed");
    await deleteApp(consumer.ctx(), { appId });
    expect(await outcome()).toBe("401 credential_revoked");
  }));
