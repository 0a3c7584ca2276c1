import { LRUCache } from "lru-cache";
import { SECOND_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import type { PlanRecord } from "./records.ts";

const REFRESH_AFTER_MS = 30 * SECOND_MS;

interface Count {
  month: number;
  /** What was stored of this month when this edge first asked, and what it has granted since. */
  first: number;
  granted: number;
  /** What was stored when it last asked; holds the calls of other edges too. */
  stored: number;
  askedAtMs: number;
}

/**
 * Monthly quotas, by calendar month in UTC. Answered calls count, refused ones (4xx) do not. Other edges' calls are
 * heard of within half a minute, so a quota may be overdrawn by that much.
 */
export class QuotaMeter {
  readonly #read: () => Tx;
  readonly #counts = new LRUCache<string, Count>({ max: 50_000 });
  readonly #asking = new Map<string, Promise<void>>();

  constructor(read: () => Tx) {
    this.#read = read;
  }

  /** Reads the month's count when it is not known yet; undefined when `spend` may be asked at once. */
  prepare(subject: string, appId: string, plan: PlanRecord, now: Date): Promise<void> | undefined {
    const count = this.#counts.get(subject);
    if (!count || count.month !== monthOf(now)) return this.#ask(subject, appId, plan, now);
    if (performance.now() - count.askedAtMs > REFRESH_AFTER_MS) {
      count.askedAtMs = performance.now();
      void this.#ask(subject, appId, plan, now);
    }
    return undefined;
  }

  /** Spends one call and says whether there was one left. What could not be read is granted. */
  spend(subject: string, quota: number): boolean {
    const count = this.#counts.get(subject);
    if (!count) return true;
    if (Math.max(count.stored, count.first + count.granted) >= quota) return false;
    count.granted++;
    return true;
  }

  #ask(subject: string, appId: string, plan: PlanRecord, now: Date): Promise<void> {
    const month = monthOf(now);
    const running = this.#asking.get(subject);
    if (running) return running;
    const asking = this.#stored(appId, plan, now)
      .then((stored) => {
        const count = this.#counts.get(subject);
        if (count?.month === month) count.stored = stored;
        else
          this.#counts.set(subject, {
            month,
            first: stored,
            granted: 0,
            stored,
            askedAtMs: performance.now(),
          });
      })
      .finally(() => this.#asking.delete(subject));
    this.#asking.set(subject, asking);
    asking.catch(() => undefined);
    return asking;
  }

  async #stored(appId: string, plan: PlanRecord, now: Date): Promise<number> {
    const { _sum } = await this.#read().usageHour.aggregate({
      where: {
        appId,
        apiId: { in: [...plan.apiIds] },
        hour: { gte: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth())) },
        statusClass: { not: 4 },
      },
      _sum: { calls: true },
    });
    return _sum.calls ?? 0;
  }
}

function monthOf(now: Date): number {
  return now.getUTCFullYear() * 12 + now.getUTCMonth();
}

/** Until the next calendar month begins, in UTC. */
export function secondsToNextMonth(now: Date): number {
  const next = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
  return Math.ceil((next - now.getTime()) / SECOND_MS);
}
