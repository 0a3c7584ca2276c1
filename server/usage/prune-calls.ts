import { DAY_MS } from "#server/platform/clock.ts";
import { reader, type Tx } from "#server/platform/db.ts";

/** Single calls are kept for a month; their hourly counts stay. */
export const CALLS_KEPT_DAYS = 31;
const BATCH = 5_000;

/** Deletes calls past their time, a bounded batch each turn, and says how many went. */
export async function pruneCalls(ctx: { now: Date; tx?: Tx }): Promise<number> {
  const tx = reader(ctx);
  const oldest = new Date(ctx.now.getTime() - CALLS_KEPT_DAYS * DAY_MS);
  let deleted = 0;
  for (;;) {
    const count = await tx.$executeRaw`
      DELETE FROM "Call" WHERE id IN (SELECT id FROM "Call" WHERE "at" < ${oldest} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
    deleted += count;
    if (count < BATCH) return deleted;
  }
}
