import { CREDENTIALS_CHANNEL } from "#server/platform/announce.ts";
import { SECOND_MS } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { listen } from "#server/platform/listen.ts";
import { log } from "#server/platform/log.ts";

const BEAT_EVERY_MS = SECOND_MS;
/** A connection that has not brought its own beat for this long may be dead without knowing. */
const DEAF_AFTER_MS = 3 * SECOND_MS;
const SLOW_AFTER_MS = 2 * SECOND_MS;

/** What is known of the way to the database. Times are of the monotonic clock. */
export interface Link {
  /** Counts the gaps: what was loaded before one may have changed unheard. */
  readonly generation: number;
  /** When the stream of announcements was last known to be whole. */
  readonly heardAtMs: number;
  readonly isDatabaseDown: boolean;
  /** Whether every change would have been heard by now. */
  isHearing(): boolean;
  /** A query failed: do not make others wait for the next one. */
  noteFailure(error: unknown): void;
  close(): Promise<void>;
}

/** For tests inside a transaction: hears nothing, so nothing remembered is ever used twice. */
export const STILL_LINK: Link = {
  generation: 0,
  heardAtMs: 0,
  isDatabaseDown: false,
  isHearing: () => false,
  noteFailure: () => undefined,
  close: async () => undefined,
};

/**
 * Listens to announcements, and sends itself a beat each second through the pool: one that comes back proves both
 * that the database answers and that the listening connection is not half-open.
 */
export function openLink(onAnnouncement: (payload: string) => void): Link {
  const state = { generation: 0, heardAtMs: Number.NEGATIVE_INFINITY, isDatabaseDown: false };
  let beatSentAtMs: number | undefined;

  const listening = listen(
    [CREDENTIALS_CHANNEL],
    (_channel, payload) => {
      state.heardAtMs = performance.now();
      if (payload !== "beat") onAnnouncement(payload);
    },
    () => {
      state.generation++;
      state.heardAtMs = performance.now();
    },
  );

  const noteFailure = (error: unknown): void => {
    if (!state.isDatabaseDown) log().warn({ err: error }, "gateway: the database does not answer");
    state.isDatabaseDown = true;
  };

  async function beat(): Promise<void> {
    if (beatSentAtMs !== undefined) {
      if (performance.now() - beatSentAtMs > SLOW_AFTER_MS)
        noteFailure(new Error("The database is slow to answer."));
      return;
    }
    beatSentAtMs = performance.now();
    try {
      await db().$executeRaw`SELECT pg_notify(${CREDENTIALS_CHANNEL}, 'beat')`;
      if (state.isDatabaseDown) log().info("gateway: the database answers again");
      state.isDatabaseDown = false;
    } catch (error) {
      noteFailure(error);
    } finally {
      beatSentAtMs = undefined;
    }
  }

  const timer = setInterval(() => void beat(), BEAT_EVERY_MS);
  timer.unref();
  return {
    get generation() {
      return state.generation;
    },
    get heardAtMs() {
      return state.heardAtMs;
    },
    get isDatabaseDown() {
      return state.isDatabaseDown;
    },
    isHearing: () => !state.isDatabaseDown && performance.now() - state.heardAtMs < DEAF_AFTER_MS,
    noteFailure,
    async close() {
      clearInterval(timer);
      await listening.close();
    },
  };
}
