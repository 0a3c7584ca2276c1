import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireApiUsageReader } from "./policy.ts";
import { type ApiUsage, UsageOfApiInput } from "./schema.ts";
import { readSeries } from "./store.ts";

/** How one API of the caller's own organisation was called over the last days, by all apps together. */
export async function usageOfApi(ctx: Ctx, raw: unknown): Promise<ApiUsage> {
  const caller = requireApiUsageReader(ctx);
  const { api: slug, days } = read(UsageOfApiInput, raw);
  const tx = reader(ctx);
  const api = await tx.api.findFirst({ where: { slug, orgId: caller.orgId }, select: { id: true } });
  if (!api) throw new Refusal("not_found", "This API does not exist.");
  const series = await readSeries(tx, { apiId: api.id }, days, ctx.now);
  const since = new Date(ctx.now.getTime() - days * DAY_MS);
  const apps = await tx.usageHour.groupBy({
    by: ["appId"],
    where: { apiId: api.id, hour: { gte: since } },
  });
  return { ...series, appCount: apps.length };
}
