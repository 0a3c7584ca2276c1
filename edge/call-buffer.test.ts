import { expect, test } from "vitest";
import type { CallRecord } from "#server/usage/schema.ts";
import { CallBuffer } from "./call-buffer.ts";

const CALL: CallRecord = {
  at: new Date("2026-11-01T12:00:00Z"),
  orgId: "org_1",
  appId: "app_1",
  credentialId: "key_1",
  environment: "live",
  apiId: "api_1",
  versionId: "ver_1",
  operationKey: null,
  method: "GET",
  path: "/",
  status: 200,
  latencyMs: 1,
  problem: null,
};

function makeStore() {
  const store = {
    isAway: false,
    calls: [] as CallRecord[],
    touched: [] as string[],
    recordCalls: async (calls: readonly CallRecord[]) => {
      if (store.isAway) throw new Error("away");
      store.calls.push(...calls);
    },
    touch: async (uses: readonly (readonly [string, Date])[]) => {
      if (store.isAway) throw new Error("away");
      store.touched.push(...uses.map(([id]) => id));
    },
  };
  return store;
}

test("calls made while the database is away are stored once it is back, each once and in order", async () => {
  const store = makeStore();
  const buffer = new CallBuffer(store);
  store.isAway = true;
  for (let i = 0; i < 3_000; i++) buffer.add({ ...CALL, latencyMs: i });
  await buffer.flush();
  expect(store.calls).toEqual([]);
  store.isAway = false;
  await buffer.flush();
  expect(store.calls.map(({ latencyMs }) => latencyMs)).toEqual(Array.from({ length: 3_000 }, (_, i) => i));
  await buffer.close();
});

test("a long outage costs calls, never memory: what waits is bounded", async () => {
  const store = makeStore();
  const buffer = new CallBuffer(store);
  store.isAway = true;
  for (let i = 0; i < 60_000; i++) buffer.add(CALL);
  await buffer.flush();
  store.isAway = false;
  await buffer.close();
  expect(store.calls).toHaveLength(50_000);
});

test("closing stores what was added last, also during a flush", async () => {
  const store = makeStore();
  const buffer = new CallBuffer(store);
  buffer.add(CALL);
  const flushing = buffer.flush();
  buffer.add(CALL);
  buffer.touch("key_2", CALL.at);
  await buffer.close();
  await flushing;
  expect(store.calls).toHaveLength(2);
  expect(store.touched).toEqual(["key_2"]);
});

test("a busy credential is touched once a minute", async () => {
  const store = makeStore();
  const buffer = new CallBuffer(store);
  const after = (seconds: number) => new Date(CALL.at.getTime() + seconds * 1_000);
  for (const seconds of [0, 1, 59]) {
    buffer.touch("key_1", after(seconds));
    await buffer.flush();
  }
  expect(store.touched).toEqual(["key_1"]);
  buffer.touch("key_1", after(60));
  await buffer.close();
  expect(store.touched).toEqual(["key_1", "key_1"]);
});
