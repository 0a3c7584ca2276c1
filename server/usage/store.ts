import { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS, HOUR_MS } from "#server/platform/clock.ts";
import type { PersonCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { UsagePoint, UsageSeries, UsageTotals } from "./schema.ts";

export async function findOwnApp(tx: Tx, caller: PersonCaller, appId: string): Promise<void> {
  const app = await tx.app.findFirst({
    where: { id: appId, orgId: caller.orgId, deletedAt: null },
    select: { id: true },
  });
  if (!app) throw new Refusal("not_found", "This app does not exist.");
}

/** Up to two days are shown by the hour, more by the day. */
const HOURLY_UP_TO_DAYS = 2;

interface CountRow {
  bucket: Date;
  succeeded: bigint;
  refused: bigint;
  failed: bigint;
  latency: bigint;
}

interface OperationRow {
  api: string;
  version: string;
  operationKey: string;
  calls: bigint;
}

/** Counts of the last days of one app or one API; the caller has proved that they may see it. */
export async function readSeries(
  tx: Tx,
  subject: { appId: string } | { apiId: string },
  days: number,
  now: Date,
): Promise<UsageSeries> {
  const bucket = days <= HOURLY_UP_TO_DAYS ? ("hour" as const) : ("day" as const);
  const stepMs = bucket === "hour" ? HOUR_MS : DAY_MS;
  const steps = bucket === "hour" ? days * 24 : days;
  const to = Math.floor(now.getTime() / stepMs) * stepMs;
  const from = new Date(to - (steps - 1) * stepMs);
  const mine =
    "appId" in subject
      ? Prisma.sql`u."appId" = ${subject.appId} AND u.hour >= ${from}`
      : Prisma.sql`u."apiId" = ${subject.apiId} AND u.hour >= ${from}`;
  const rows = await tx.$queryRaw<CountRow[]>`
    SELECT date_trunc(${bucket}, u.hour) AS bucket,
      coalesce(sum(calls) FILTER (WHERE "statusClass" < 4), 0)::bigint AS succeeded,
      coalesce(sum(calls) FILTER (WHERE "statusClass" = 4), 0)::bigint AS refused,
      coalesce(sum(calls) FILTER (WHERE "statusClass" > 4), 0)::bigint AS failed,
      sum("latencyMsSum")::bigint AS latency
    FROM "UsageHour" u WHERE ${mine} GROUP BY 1`;
  const operations = await tx.$queryRaw<OperationRow[]>`
    SELECT a.slug AS api, v.name AS version, u."operationKey", sum(u.calls)::bigint AS calls
    FROM "UsageHour" u JOIN "Version" v ON v.id = u."versionId" JOIN "Api" a ON a.id = u."apiId"
    WHERE ${mine} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT 20`;
  const found = new Map(rows.map((row) => [row.bucket.getTime(), row]));
  const points = Array.from({ length: steps }, (_, i) => {
    const at = new Date(from.getTime() + i * stepMs);
    return toPoint(at, found.get(at.getTime()));
  });
  return {
    bucket,
    points,
    totals: total(rows),
    operations: operations.map((row) => ({ ...row, calls: Number(row.calls) })),
  };
}

function toPoint(at: Date, row: CountRow | undefined): UsagePoint {
  return { at, ...total(row ? [row] : []) };
}

function total(rows: CountRow[]): UsageTotals {
  const sum = (pick: (row: CountRow) => bigint): number =>
    rows.reduce((all, row) => all + Number(pick(row)), 0);
  const succeeded = sum((row) => row.succeeded);
  const refused = sum((row) => row.refused);
  const failed = sum((row) => row.failed);
  const calls = succeeded + refused + failed;
  const meanLatencyMs = calls > 0 ? Math.round(sum((row) => row.latency) / calls) : null;
  return { calls, succeeded, refused, failed, meanLatencyMs };
}
