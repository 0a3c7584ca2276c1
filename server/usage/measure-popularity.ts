import { recordPopularity } from "#server/catalog/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";

const DAYS = 30;

/** Tells the catalog how often each API was called in the last month; it sorts by that. For jobs and seeds. */
export async function measurePopularity(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - DAYS * DAY_MS);
  const rows = await reader(ctx).usageHour.groupBy({
    by: ["apiId"],
    where: { hour: { gte: since } },
    _sum: { calls: true },
    orderBy: { _sum: { calls: "desc" } },
    take: 10_000,
  });
  await recordPopularity(
    ctx,
    rows.map((row) => ({ apiId: row.apiId, calls: row._sum.calls ?? 0 })),
  );
}
