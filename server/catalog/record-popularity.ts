import { z } from "zod";
import type { Ctx } from "#server/platform/context.ts";
import { transact } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";

const RecordPopularityInput = z
  .array(z.object({ apiId: z.string(), calls: z.number().int().min(0) }))
  .max(10_000);

/** Tells the catalog how much each API was used lately; APIs left out count as unused. For jobs and seeds only. */
export async function recordPopularity(ctx: Ctx, raw: unknown): Promise<void> {
  if (ctx.caller.kind !== "job") throw new Refusal("not_allowed", "Only a job may do this.");
  const counts = read(RecordPopularityInput, raw);
  const json = JSON.stringify(
    counts.map(({ apiId, calls }) => ({ apiId, calls: Math.min(calls, 2_000_000_000) })),
  );
  // A derived number that every run overwrites: not an act worth an audit event.
  await transact(
    ctx,
    (tx) => tx.$executeRaw`
    UPDATE "SearchEntry" s SET weight = coalesce(count.calls, 0)
    FROM "SearchEntry" e LEFT JOIN jsonb_to_recordset(${json}::jsonb) AS count("apiId" text, calls int) ON count."apiId" = e."apiId"
    WHERE s.id = e.id AND s.kind = 'api' AND s.weight <> coalesce(count.calls, 0)`,
  );
}
