import { openRateLimiter, type RateLimiter } from "#server/gateway/index.ts";
import { clock } from "#server/platform/clock.ts";
import type { RelayLimits } from "./limits.ts";
import { Stop } from "./stop.ts";

/** How often and how many at once: a person's calls wait for nobody and cost the portal a bounded share. */
export class Turns {
  readonly #limits: RelayLimits;
  #limiter: RateLimiter | undefined;
  readonly #running = new Map<string, number>();

  constructor(limits: RelayLimits, limiter?: RateLimiter) {
    this.#limits = limits;
    this.#limiter = limiter;
  }

  /** Takes a turn and answers what ends it. */
  async take(userId: string): Promise<() => void> {
    const { callsAtOnce, callsPerMinute } = this.#limits;
    const running = this.#running.get(userId) ?? 0;
    if (running >= callsAtOnce) {
      throw new Stop(
        "rate_limited",
        `${callsAtOnce} of your calls are still running. Wait for one of them, or stop it.`,
        ["retry-after", "1"],
      );
    }
    this.#running.set(userId, running + 1);
    try {
      this.#limiter ??= openRateLimiter();
      const spent = await this.#limiter.spend(`relay:${userId}`, callsPerMinute, clock.now().getTime());
      if (spent.isOver) {
        throw new Stop(
          "rate_limited",
          `You have made ${callsPerMinute} calls within a minute. Go on in ${spent.resetSeconds} seconds.`,
          ["retry-after", String(spent.resetSeconds)],
        );
      }
    } catch (error) {
      this.#end(userId);
      throw error;
    }
    return () => this.#end(userId);
  }

  async close(): Promise<void> {
    await this.#limiter?.close();
  }

  #end(userId: string): void {
    const running = (this.#running.get(userId) ?? 1) - 1;
    if (running > 0) this.#running.set(userId, running);
    else this.#running.delete(userId);
  }
}
