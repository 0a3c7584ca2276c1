import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";

const LONGEST_WAIT_SECONDS = 15 * (MINUTE_MS / SECOND_MS);
/** After this long without an attempt the count starts anew. */
export const FORGET_AFTER_MS = 2 * HOUR_MS;

interface Attempt {
  /** What is tried, and by whom; kept as a hash. */
  key: string;
  /** How many attempts cost no waiting. */
  free: number;
}

/**
 * Counts an attempt before it is made, or refuses it with limit_reached: beyond the free ones, each must wait twice as
 * long after the one before. One statement, so that parallel attempts cannot slip through together. Outside a
 * transaction of the caller's, so that a refusal does not undo the count.
 */
export async function takeAttempt(tx: Tx, { key, free }: Attempt, now: Date): Promise<void> {
  if (await isAttemptFree(tx, { key, free }, now)) return;
  const row = await tx.attemptCount.findUnique({ where: { key: sha256Hex(key) } });
  const waitMs = row
    ? row.lastAt.getTime() + waitSeconds(row.count, free) * SECOND_MS - now.getTime()
    : SECOND_MS;
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
  throw new Refusal(
    "limit_reached",
    `Too many attempts. Try again in ${sayDuration(seconds)}.`,
    {},
    { retryAfterSeconds: seconds },
  );
}

/** As takeAttempt, answering instead of refusing. */
export async function isAttemptFree(tx: Tx, { key, free }: Attempt, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const forgotten = new Date(now.getTime() - FORGET_AFTER_MS).toISOString();
  const taken = await tx.$queryRaw<unknown[]>`
    INSERT INTO "AttemptCount" AS a (key, count, "lastAt") VALUES (${sha256Hex(key)}, 1, ${at}::timestamp)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN a."lastAt" < ${forgotten}::timestamp THEN 1 ELSE a.count + 1 END,
      "lastAt" = ${at}::timestamp
    WHERE a.count < ${free}::int
      OR a."lastAt" + make_interval(secs => LEAST(${LONGEST_WAIT_SECONDS}::int, power(2, LEAST(a.count - ${free}::int, 20)))) <= ${at}::timestamp
    RETURNING 1`;
  return taken.length > 0;
}

/** A success wipes the slate. */
export async function forgetAttempts(tx: Tx, key: string): Promise<void> {
  await tx.attemptCount.deleteMany({ where: { key: sha256Hex(key) } });
}

function waitSeconds(count: number, free: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(count - free, 20));
}

function sayDuration(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "a second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
