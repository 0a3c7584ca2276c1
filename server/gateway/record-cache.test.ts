import { expect, test } from "vitest";
import type { Link } from "./link.ts";
import { GRACE_MS, RecordCache } from "./record-cache.ts";

interface Thing {
  id: string;
  version: number;
}

function makeWorld() {
  const link = {
    generation: 1,
    heardAtMs: 0,
    isDatabaseDown: false,
    isHearing: () => link.hears,
    hears: true,
  };
  const store = new Map<string, number>();
  const queries: string[][] = [];
  let gate: Promise<void> = Promise.resolve();
  const failing = { isOn: false };
  const cache = new RecordCache<Thing>({
    link: {
      ...link,
      get generation() {
        return link.generation;
      },
      get heardAtMs() {
        return link.heardAtMs;
      },
      get isDatabaseDown() {
        return link.isDatabaseDown;
      },
      isHearing: () => link.hears,
      noteFailure: () => {
        link.isDatabaseDown = true;
      },
      close: async () => undefined,
    } satisfies Link,
    max: 100,
    load: async (ids) => {
      queries.push(ids);
      if (failing.isOn) throw new Error("away");
      const found = new Map<string, Thing>();
      for (const id of ids) {
        const version = store.get(id);
        if (version !== undefined) found.set(id, { id, version });
      }
      await gate;
      return found;
    },
  });
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  return { cache, link, store, queries, failing, hold };
}

const now = (): number => performance.now();

test("a thousand who ask at once for the same records cost one query for all of them", async () => {
  const { cache, store, queries } = makeWorld();
  store.set("a", 1);
  const asked = Array.from({ length: 1_000 }, (_, i) => cache.load(i % 2 ? "a" : "b"));
  const answers = await Promise.all(asked);
  expect(queries).toEqual([["b", "a"]]);
  expect(answers.filter((answer) => answer?.version === 1)).toHaveLength(500);
  expect(cache.peek("b", now())).toBeNull();
});

test("what changes while it is being loaded is loaded again, and the old state is never seen", async () => {
  const { cache, store, hold } = makeWorld();
  store.set("a", 1);
  const release = hold();
  const loading = cache.load("a");
  await new Promise((done) => setImmediate(() => setImmediate(done)));
  store.set("a", 2);
  cache.forget("a");
  release();
  expect((await loading)?.version).toBe(2);
  expect(cache.peek("a", now())?.version).toBe(2);
});

test("while announcements may be missed, nothing old is used", async () => {
  const { cache, link, store } = makeWorld();
  store.set("a", 1);
  await cache.load("a");
  link.hears = false;
  expect(cache.peek("a", now() + 4_000)?.version).toBe(1);
  expect(cache.peek("a", now() + 6_000)).toBeUndefined();
});

test("after a gap nothing remembered is used before it was checked again", async () => {
  const { cache, link, store } = makeWorld();
  store.set("a", 1);
  await cache.load("a");
  link.generation++;
  expect(cache.peek("a", now() + 1)).toBeUndefined();
});

test("while the database is down, what was right lately goes on, for a bounded time, and nobody waits", async () => {
  const { cache, link, store, failing, queries } = makeWorld();
  store.set("a", 1);
  await cache.load("a");
  link.hears = false;
  failing.isOn = true;
  await expect(cache.load("b")).rejects.toThrow("away");
  expect(link.isDatabaseDown).toBe(true);
  const asked = queries.length;
  await expect(cache.load("b")).rejects.toThrow("does not answer");
  expect(queries).toHaveLength(asked);
  expect(cache.peek("a", now() + GRACE_MS - 1_000)?.version).toBe(1);
  expect(cache.peek("a", now() + GRACE_MS + 1_000)).toBeUndefined();
});

test("what was announced as changed is not used, the database being down or not", async () => {
  const { cache, link, store } = makeWorld();
  store.set("a", 1);
  await cache.load("a");
  cache.forget("a");
  link.isDatabaseDown = true;
  expect(cache.peek("a", now())).toBeUndefined();
});

test("inventing ids does not push real records out", async () => {
  const { cache, store } = makeWorld();
  store.set("a", 1);
  await cache.load("a");
  await Promise.all(Array.from({ length: 1_000 }, (_, i) => cache.load(`invented-${i}`)));
  expect(cache.peek("a", now())?.version).toBe(1);
});
