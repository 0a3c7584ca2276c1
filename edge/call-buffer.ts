import { SECOND_MS } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { recordCalls, touchCredentials } from "#server/usage/index.ts";
import type { CallRecord } from "#server/usage/schema.ts";

const FLUSH_EVERY_MS = SECOND_MS;
const CALLS_PER_TRANSACTION = 2_000;
/** While the database is away so many calls wait; what comes on top is lost, and the log says how much. */
const MAX_WAITING_CALLS = 50_000;
/** "Last used" is kept to the minute, so that a busy key is not written every second. */
const TOUCH_AGAIN_AFTER_MS = 60 * SECOND_MS;
const TOUCHES_PER_FLUSH = 2_000;
const MAX_REMEMBERED_TOUCHES = 500_000;

export interface CallStore {
  recordCalls: (calls: readonly CallRecord[]) => Promise<void>;
  touch: (uses: readonly (readonly [string, Date])[]) => Promise<void>;
}

const DATABASE: CallStore = { recordCalls, touch: (uses) => touchCredentials(db(), uses) };

/** Collects calls and stores them each second. Adding never waits and never fails. */
export class CallBuffer {
  readonly #store: CallStore;
  #calls: CallRecord[] = [];
  #touches = new Map<string, Date>();
  #touchedAtMs = new Map<string, number>();
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(store: CallStore = DATABASE) {
    this.#store = store;
  }

  /** Counts one call. */
  add(call: CallRecord): void {
    if (this.#calls.length >= MAX_WAITING_CALLS) this.#dropped++;
    else this.#calls.push(call);
    this.#start();
  }

  /** Notes that a credential was used, without counting a call. */
  touch(credentialId: string, at: Date): void {
    const atMs = at.getTime();
    const before = this.#touchedAtMs.get(credentialId);
    if (before !== undefined && atMs - before < TOUCH_AGAIN_AFTER_MS) return;
    if (this.#touchedAtMs.size >= MAX_REMEMBERED_TOUCHES) this.#touchedAtMs.clear();
    this.#touchedAtMs.set(credentialId, atMs);
    this.#touches.set(credentialId, at);
    this.#start();
  }

  /** Stores what has been collected so far. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** Stores the rest and stops; for the end of the process. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    await this.flush();
    if (this.#calls.length > 0)
      log().error({ calls: this.#calls.length }, "calls lost at the end: the database is away");
  }

  #start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS);
    this.#timer.unref();
  }

  async #flush(): Promise<void> {
    try {
      while (this.#calls.length > 0) await this.#flushCalls();
      await this.#flushTouches();
    } catch (error) {
      log().warn({ err: error, waiting: this.#calls.length }, "calls not stored yet");
    }
    if (this.#dropped > 0) {
      log().error({ calls: this.#dropped }, "calls lost: too many wait for the database");
      this.#dropped = 0;
    }
  }

  async #flushCalls(): Promise<void> {
    const batch = this.#calls.slice(0, CALLS_PER_TRANSACTION);
    await this.#store.recordCalls(batch);
    this.#calls = this.#calls.slice(batch.length);
  }

  async #flushTouches(): Promise<void> {
    if (this.#touches.size === 0) return;
    const batch: [string, Date][] = [];
    for (const touch of this.#touches) {
      if (batch.length >= TOUCHES_PER_FLUSH) break;
      batch.push(touch);
    }
    await this.#store.touch(batch);
    for (const [id, at] of batch) if (this.#touches.get(id) === at) this.#touches.delete(id);
  }
}

/** The process's one buffer. */
export const callBuffer = new CallBuffer();
