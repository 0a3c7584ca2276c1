import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requireAppUsageReader } from "./policy.ts";
import { type UsageSeries, UsageSeriesInput } from "./schema.ts";
import { findOwnApp, readSeries } from "./store.ts";

/** How one app of the caller's organisation called over the last days. */
export async function usageSeries(ctx: Ctx, raw: unknown): Promise<UsageSeries> {
  const caller = requireAppUsageReader(ctx);
  const { appId, days } = read(UsageSeriesInput, raw);
  const tx = reader(ctx);
  await findOwnApp(tx, caller, appId);
  return readSeries(tx, { appId }, days, ctx.now);
}
