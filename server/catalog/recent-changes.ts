import { z } from "zod";
import type { Ctx } from "#server/platform/context.ts";
import { read } from "#server/platform/read.ts";
import { findChanges } from "./change-rows.ts";
import type { ChangeSummary } from "./schema.ts";

const RecentChangesInput = z.object({ limit: z.number().int().min(1).max(100).default(10) });

/** What changed lately in the whole catalog, newest first. */
export async function recentChanges(ctx: Ctx, raw: unknown = {}): Promise<ChangeSummary[]> {
  return findChanges(ctx, {}, read(RecentChangesInput, raw).limit);
}
