import { Redis } from "ioredis";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import type { RateState } from "./schema.ts";

export interface Spent extends RateState {
  isOver: boolean;
}

/** Counts calls of a subject, such as an app under a plan, in windows of a minute that begin with the first call. */
export interface RateLimiter {
  spend(subject: string, limit: number, nowMs: number): Spent | Promise<Spent>;
  close(): Promise<void>;
}

/** In Redis when there is one, otherwise in memory. */
export function openRateLimiter(): RateLimiter {
  const { REDIS_URL } = env();
  return REDIS_URL ? redisRateLimiter(REDIS_URL) : memoryRateLimiter();
}

interface Window {
  endsAtMs: number;
  calls: number;
}

/** Counts in this process alone: each edge grants the whole rate. */
export function memoryRateLimiter(): RateLimiter {
  const windows = new Map<string, Window>();
  let sweptAtMs = 0;

  function sweep(nowMs: number): void {
    sweptAtMs = nowMs;
    for (const [subject, window] of windows) if (window.endsAtMs <= nowMs) windows.delete(subject);
  }

  return {
    spend(subject, limit, nowMs) {
      if (nowMs - sweptAtMs > MINUTE_MS) sweep(nowMs);
      let window = windows.get(subject);
      // A window far in the future was made before the clock was set back.
      if (!window || window.endsAtMs <= nowMs || window.endsAtMs > nowMs + MINUTE_MS) {
        window = { endsAtMs: nowMs + MINUTE_MS, calls: 0 };
        windows.set(subject, window);
      }
      const isOver = window.calls >= limit;
      if (!isOver) window.calls++;
      return {
        isOver,
        limit,
        remaining: limit - window.calls > 0 ? limit - window.calls : 0,
        resetSeconds: Math.ceil((window.endsAtMs - nowMs) / SECOND_MS),
      };
    },
    close: async () => undefined,
  };
}

/** Counts in Redis, so that all edges together grant the rate; while Redis is away, each counts by itself. */
export function redisRateLimiter(url: string): RateLimiter {
  const client = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 500 });
  client.on("error", (error: Error) => log().warn({ err: error }, "gateway: Redis does not answer"));
  const alone = memoryRateLimiter();
  const shared = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: "portico:rate",
    points: Number.MAX_SAFE_INTEGER,
    duration: MINUTE_MS / SECOND_MS,
  });
  return {
    async spend(subject, limit, nowMs) {
      try {
        const result = await shared.consume(subject, 1);
        return fromRedis(result, limit);
      } catch (error) {
        if (error instanceof RateLimiterRes) return fromRedis(error, limit);
        return alone.spend(subject, limit, nowMs);
      }
    },
    async close() {
      client.disconnect();
    },
  };
}

function fromRedis(result: RateLimiterRes, limit: number): Spent {
  return {
    isOver: result.consumedPoints > limit,
    limit,
    remaining: Math.max(0, limit - result.consumedPoints),
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / SECOND_MS)),
  };
}
