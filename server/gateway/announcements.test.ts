import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelSubscription, restoreApp, subscribe, suspendApp, updateApp } from "#server/apps/index.ts";
import { listAccessRequests, restoreApi, revokeAccess, stopApi, updateApi } from "#server/catalog/index.ts";
import { issueKey, revokeKey } from "#server/credentials/index.ts";
import { announce } from "#server/platform/announce.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { type Gateway, openGateway } from "./index.ts";
import type { Verdict } from "./schema.ts";
import { type Consumer, makeConsumer } from "./testing/consumer.ts";

/** Two edges, each with a memory and a listening connection of its own. */
let edges: Gateway[] = [];

beforeAll(async () => {
  edges = [openGateway(), openGateway()];
  await pause(500);
});

afterAll(async () => {
  await Promise.all(edges.map((edge) => edge.close()));
});

function ask(edge: Gateway, consumer: Consumer, key = consumer.secret): Verdict | Promise<Verdict> {
  return edge.decideCall({
    credential: { kind: "key", key },
    api: consumer.offer.slug,
    version: "v1",
    method: "GET",
    path: "/",
    environment: null,
    now: new Date(),
  });
}

/** How long until every edge answers so, or a failed test. */
async function untilAll(
  consumer: Consumer,
  isSo: (verdict: Verdict) => boolean,
  key?: string,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const verdicts = await Promise.all(edges.map((edge) => ask(edge, consumer, key)));
    const tookMs = performance.now() - startedAt;
    if (verdicts.every(isSo)) return tookMs;
    expect(tookMs, JSON.stringify(verdicts.map(({ problem }) => problem))).toBeLessThan(3_000);
    await pause(5);
  }
}

const isAllowed = ({ allowed }: Verdict): boolean => allowed;
const isRefused = ({ allowed }: Verdict): boolean => !allowed;

test("what is remembered is answered at once, without the database", async () => {
  const consumer = await makeConsumer();
  for (const edge of edges) {
    await ask(edge, consumer);
    expect(ask(edge, consumer)).not.toBeInstanceOf(Promise);
  }
});

test("a revoked key is refused on every edge within a second", async () => {
  const consumer = await makeConsumer();
  await untilAll(consumer, isAllowed);
  await revokeKey(consumer.ctx(), { keyId: consumer.key.id });
  expect(await untilAll(consumer, isRefused)).toBeLessThan(1_000);
});

test("a key that was unknown a moment ago works as soon as it is issued", async () => {
  const consumer = await makeConsumer();
  const { secret } = await issueKey(consumer.ctx(), {
    appId: consumer.appId,
    name: "2",
    environment: "live",
  });
  expect(await untilAll(consumer, isAllowed, secret)).toBeLessThan(1_000);
});

test("subscriptions, apps, plans, versions and organisations are heard of within a second", async () => {
  const consumer = await makeConsumer();
  const { offer, appId, caller } = consumer;
  await untilAll(consumer, isAllowed);

  await cancelSubscription(consumer.ctx(), { subscriptionId: consumer.subscriptionId });
  expect(await untilAll(consumer, isRefused)).toBeLessThan(1_000);
  await subscribe(consumer.ctx(), { appId, planId: offer.planId, acceptedTermsVersion: 1 });
  expect(await untilAll(consumer, isAllowed)).toBeLessThan(1_000);

  await updateApp(consumer.ctx(), { appId, name: "Renamed" });
  expect(await untilAll(consumer, ({ who }) => who?.appName === "Renamed")).toBeLessThan(1_000);

  await db().$transaction(async (tx) => {
    await tx.plan.update({ where: { id: offer.planId }, data: { ratePerMinute: 77 } });
    await announce(tx, `plan:${offer.planId}`);
  });
  expect(await untilAll(consumer, ({ rate }) => rate?.limit === 77)).toBeLessThan(1_000);

  await db().$transaction(async (tx) => {
    await tx.version.update({ where: { id: offer.versionId }, data: { lifecycle: "retired" } });
    await announce(tx, `api:${offer.apiId}`);
  });
  expect(await untilAll(consumer, ({ problem }) => problem?.code === "version_retired")).toBeLessThan(1_000);

  await db().$transaction(async (tx) => {
    await tx.organisation.update({ where: { id: caller.orgId }, data: { status: "suspended" } });
    await announce(tx, `org:${caller.orgId}`);
  });
  expect(await untilAll(consumer, ({ problem }) => problem?.code === "organisation_suspended")).toBeLessThan(
    1_000,
  );
});

test("a change that was missed while the listening connection was cut is seen once it is back", async () => {
  const consumer = await makeConsumer();
  await untilAll(consumer, isAllowed);
  await db().$transaction(async (tx) => {
    await tx.key.update({ where: { id: consumer.key.id }, data: { revokedAt: new Date() } });
    await tx.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query ILIKE 'LISTEN%' AND pid <> pg_backend_pid()`;
  });
  expect(await untilAll(consumer, isRefused)).toBeLessThan(2_000);
});

test("an organisation whose access to an API is revoked is refused on every edge within a second, its other plans apart", async () => {
  const consumer = await makeConsumer();
  const { offer, publisher, caller } = consumer;
  const at = (who: typeof caller) => ({ caller: who, now: new Date(), requestId: newId("req") });
  await updateApi(at(publisher), { api: offer.slug, visibility: "on_request", subscribers: "keep" });
  await untilAll(consumer, isAllowed);
  const [access] = await listAccessRequests(at(publisher), { api: offer.slug });
  expect(access).toMatchObject({ state: "granted", organisation: { id: caller.orgId } });
  await revokeAccess(at(publisher), { requestId: access?.id });
  await untilAll(consumer, ({ problem }) => problem?.code === "no_access");
});

test("what a moderator stops, an app or an API, is refused on every edge within a second, and allowed again when restored", async () => {
  const consumer = await makeConsumer();
  const caller = await makeMember(db(), { platformRole: "moderator" });
  const moderator = { caller, now: new Date(), requestId: newId("req") };
  const reason = "It does harm to others.";
  await untilAll(consumer, isAllowed);
  await suspendApp(moderator, { appId: consumer.appId, reason });
  expect(await untilAll(consumer, isRefused)).toBeLessThan(1_000);
  await restoreApp(moderator, { appId: consumer.appId });
  await untilAll(consumer, isAllowed);
  await stopApi(moderator, { api: consumer.offer.apiId, reason });
  expect(await untilAll(consumer, isRefused)).toBeLessThan(1_000);
  await restoreApi(moderator, { api: consumer.offer.apiId });
  await untilAll(consumer, isAllowed);
});
