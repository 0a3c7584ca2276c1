import { expect, test } from "vitest";
import { registerApp } from "#server/apps/index.ts";
import { makeOffer } from "#server/apps/testing/offers.ts";
import { issueKey } from "#server/credentials/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  checkRollUp,
  listRecentCalls,
  measurePopularity,
  pruneCalls,
  recordCalls,
  usageOfApi,
  usageSeries,
} from "./index.ts";
import type { CallRecord } from "./schema.ts";

const NOON = new Date("2026-11-01T12:00:00Z");

async function makeWorld(tx: Tx) {
  const publisher = await makeMember(tx, { isPublisher: true });
  const consumer = await makeMember(tx);
  const offer = await makeOffer(tx, publisher);
  const app = await registerApp(ctxOf(tx, consumer), { name: "Timetable" });
  const { key } = await issueKey(ctxOf(tx, consumer), { appId: app.id, name: "k", environment: "sandbox" });
  const call = (changes: Partial<CallRecord> = {}): CallRecord => ({
    at: new Date("2026-11-01T11:59:00Z"),
    orgId: consumer.orgId,
    appId: app.id,
    credentialId: key.id,
    environment: "sandbox",
    apiId: offer.apiId,
    versionId: offer.versionId,
    operationKey: "get-stations",
    method: "GET",
    path: "/stations",
    status: 200,
    latencyMs: 10,
    problem: null,
    ...changes,
  });
  return { publisher, consumer, offer, app, key, call };
}

test("a recorded batch shows as calls, as hourly counts and as the key's last use", () =>
  inRollback(async (tx) => {
    const { consumer, offer, app, key, call } = await makeWorld(tx);
    await recordCalls([call(), call({ status: 404, latencyMs: 30, problem: "Not found: no such station" })], {
      tx,
    });
    await recordCalls([call({ status: 500, operationKey: null })], { tx });
    const { items } = await listRecentCalls(ctxOf(tx, consumer), { appId: app.id });
    expect(items).toHaveLength(3);
    expect(items.find(({ status }) => status === 404)).toMatchObject({
      api: { slug: offer.slug },
      version: "v1",
      operationKey: "get-stations",
      problem: "Not found: no such station",
      credentialId: key.id,
    });
    const series = await usageSeries(ctxOf(tx, consumer), { appId: app.id, days: 1 });
    expect(series.totals).toMatchObject({ calls: 3, succeeded: 1, refused: 1, failed: 1, meanLatencyMs: 17 });
    expect(series.points).toHaveLength(24);
    expect(series.points.at(-2)).toMatchObject({ at: new Date("2026-11-01T11:00:00Z"), calls: 3 });
    expect(series.operations[0]).toMatchObject({ api: offer.slug, operationKey: "get-stations", calls: 2 });
    expect((await tx.key.findUniqueOrThrow({ where: { id: key.id } })).lastUsedAt).toEqual(call().at);
    expect(await checkRollUp({ now: NOON, tx })).toEqual([]);
  }));

test("what a caller sends never makes a batch fail", () =>
  inRollback(async (tx) => {
    const { consumer, app, call } = await makeWorld(tx);
    await recordCalls(
      [
        call({
          path: `/\u0000${"x".repeat(5_000)}`,
          method: "X".repeat(99),
          problem: "\ud800 broken",
          latencyMs: -5.5,
        }),
      ],
      { tx },
    );
    const { items } = await listRecentCalls(ctxOf(tx, consumer), { appId: app.id });
    expect(items[0]?.path).toHaveLength(500);
    expect(items[0]?.latencyMs).toBe(0);
  }));

test("another organisation sees neither the app's calls nor the API's use; the API's owner sees its use", () =>
  inRollback(async (tx) => {
    const { publisher, consumer, offer, app, call } = await makeWorld(tx);
    await recordCalls([call()], { tx });
    const stranger = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(listRecentCalls(stranger, { appId: app.id }))).toBe("not_found");
    expect(await refusalOf(usageSeries(stranger, { appId: app.id }))).toBe("not_found");
    expect(await refusalOf(usageOfApi(stranger, { api: offer.slug }))).toBe("not_found");
    expect(await refusalOf(usageOfApi(ctxOf(tx, consumer), { api: offer.slug }))).toBe("not_found");
    expect(await refusalOf(listRecentCalls(ctxOf(tx, publisher), { appId: app.id }))).toBe("not_found");
    const used = await usageOfApi(ctxOf(tx, publisher), { api: offer.slug, days: 7 });
    expect(used).toMatchObject({ appCount: 1, bucket: "day", totals: { calls: 1 } });
    expect(used.points).toHaveLength(7);
  }));

test("calls are read newest first, page by page, each once; failed ones alone on request", () =>
  inRollback(async (tx) => {
    const { consumer, app, call } = await makeWorld(tx);
    const at = (i: number) => new Date(NOON.getTime() - Math.floor(i / 2) * 1_000);
    await recordCalls(
      Array.from({ length: 7 }, (_, i) => call({ at: at(i), path: `/${i}`, status: i === 3 ? 429 : 200 })),
      { tx },
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecentCalls(ctxOf(tx, consumer), { appId: app.id, limit: 2, cursor });
      seen.push(...page.items.map(({ path }) => path));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect(seen.at(-1)).toBe("/6");
    const failed = await listRecentCalls(ctxOf(tx, consumer), { appId: app.id, isFailed: "true" });
    expect(failed.items.map(({ path }) => path)).toEqual(["/3"]);
  }));

test("old calls go, their counts stay", () =>
  inRollback(async (tx) => {
    const { consumer, app, call } = await makeWorld(tx);
    await recordCalls([call({ at: new Date("2026-09-20T00:00:00Z") }), call()], { tx });
    expect(await pruneCalls({ now: NOON, tx })).toBe(1);
    expect((await listRecentCalls(ctxOf(tx, consumer), { appId: app.id })).items).toHaveLength(1);
    const series = await usageSeries(ctxOf(tx, consumer), { appId: app.id, days: 90 });
    expect(series.totals.calls).toBe(2);
  }));

test("a count that was not written with its calls is found", () =>
  inRollback(async (tx) => {
    const { app, call } = await makeWorld(tx);
    await recordCalls([call()], { tx });
    await tx.usageHour.updateMany({ where: { appId: app.id }, data: { calls: 9 } });
    expect(await checkRollUp({ now: NOON, tx })).toEqual([
      { hour: new Date("2026-11-01T11:00:00Z"), counted: 9, stored: 1 },
    ]);
  }));

test("only a job measures popularity", () =>
  inRollback(async (tx) => {
    await measurePopularity(ctxOf(tx, { kind: "job", name: "test" }));
    expect(await refusalOf(measurePopularity(ctxOf(tx, await makeMember(tx))))).toBe("not_allowed");
  }));
