import { HOUR_MS } from "#server/platform/clock.ts";
import { reader, type Tx } from "#server/platform/db.ts";

const HOURS = 24;

/** Hours of the last day whose counts differ from the calls stored: none, unless something wrote past recordCalls. */
export async function checkRollUp(ctx: {
  now: Date;
  tx?: Tx;
}): Promise<{ hour: Date; counted: number; stored: number }[]> {
  const to = new Date(Math.floor(ctx.now.getTime() / HOUR_MS) * HOUR_MS);
  const from = new Date(to.getTime() - HOURS * HOUR_MS);
  const rows = await reader(ctx).$queryRaw<{ hour: Date; counted: bigint; stored: bigint }[]>`
    WITH counted AS (
      SELECT hour, sum(calls)::bigint AS calls FROM "UsageHour" WHERE hour >= ${from} AND hour < ${to} GROUP BY 1
    ), stored AS (
      SELECT date_trunc('hour', "at") AS hour, count(*)::bigint AS calls
      FROM "Call" WHERE "at" >= ${from} AND "at" < ${to} GROUP BY 1
    )
    SELECT hour, coalesce(counted.calls, 0) AS counted, coalesce(stored.calls, 0) AS stored
    FROM counted FULL JOIN stored USING (hour)
    WHERE counted.calls IS DISTINCT FROM stored.calls ORDER BY hour`;
  return rows.map((row) => ({ hour: row.hour, counted: Number(row.counted), stored: Number(row.stored) }));
}
