import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requireAppReader } from "./policy.ts";
import { type AppSummary, ListAppsInput, type Page } from "./schema.ts";
import { toAppSummary, WITH_COUNT } from "./store.ts";

/** The apps of the caller's organisation, newest first. */
export async function listApps(ctx: Ctx, raw: unknown = {}): Promise<Page<AppSummary>> {
  const caller = requireAppReader(ctx);
  const { cursor, limit, teamId } = read(ListAppsInput, raw);
  const rows = await reader(ctx).app.findMany({
    // Ids begin with the time of creation, so the last one seen is where to go on.
    where: { orgId: caller.orgId, teamId, deletedAt: null, id: cursor ? { lt: cursor } : undefined },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: WITH_COUNT,
  });
  const items = rows.slice(0, limit).map((app) => toAppSummary(app, caller));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
