import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { freePort } from "#scripts/ports.ts";
import { memoryRateLimiter, redisRateLimiter } from "./rate-limiter.ts";

const NOW = Date.UTC(2026, 10, 1);
const REDIS = ["/usr/bin/redis-server", "/usr/bin/valkey-server"].find((path) => existsSync(path));

test("a window grants its limit once and counts down", async () => {
  const limiter = memoryRateLimiter();
  const spend = (at: number) => limiter.spend("a", 2, NOW + at);
  expect(await spend(0)).toEqual({ isOver: false, limit: 2, remaining: 1, resetSeconds: 60 });
  expect(await spend(10_000)).toMatchObject({ isOver: false, remaining: 0, resetSeconds: 50 });
  expect(await spend(59_999)).toMatchObject({ isOver: true, remaining: 0, resetSeconds: 1 });
  expect(await spend(60_000)).toMatchObject({ isOver: false, remaining: 1 });
});

test("subjects do not share a window, and a clock set back does not lock anybody out", async () => {
  const limiter = memoryRateLimiter();
  expect(await limiter.spend("a", 1, NOW)).toMatchObject({ isOver: false });
  expect(await limiter.spend("b", 1, NOW)).toMatchObject({ isOver: false });
  expect(await limiter.spend("a", 1, NOW - 3_600_000)).toMatchObject({ isOver: false });
});

test("a plan made smaller leaves nothing, never less than nothing", async () => {
  const limiter = memoryRateLimiter();
  for (let i = 0; i < 5; i++) await limiter.spend("a", 10, NOW);
  expect(await limiter.spend("a", 2, NOW)).toMatchObject({ isOver: true, limit: 2, remaining: 0 });
});

test("while Redis is away, an edge counts by itself", async () => {
  const limiter = redisRateLimiter(`redis://127.0.0.1:${await freePort()}`);
  expect(await limiter.spend("a", 1, NOW)).toMatchObject({ isOver: false, remaining: 0 });
  expect(await limiter.spend("a", 1, NOW)).toMatchObject({ isOver: true });
  await limiter.close();
});

describe.skipIf(!REDIS)(`with Redis${REDIS ? "" : ": not installed here"}`, () => {
  test("two edges grant the limit together", async () => {
    const port = await freePort();
    const server = spawn(REDIS ?? "", ["--port", String(port), "--save", "", "--appendonly", "no"], {
      stdio: "ignore",
    });
    const edges = [
      redisRateLimiter(`redis://127.0.0.1:${port}`),
      redisRateLimiter(`redis://127.0.0.1:${port}`),
    ];
    await pause(1_000);
    const spent = [];
    for (const edge of [...edges, ...edges]) spent.push((await edge.spend("a", 3, NOW)).isOver);
    expect(spent).toEqual([false, false, false, true]);
    await Promise.all(edges.map((edge) => edge.close()));
    server.kill("SIGTERM");
  });
});
