import { HOUR_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { UNFINISHED } from "./document-rows.ts";

/** Removes what was left half stored by a process that ended in between. For jobs only. */
export async function sweepDocuments(ctx: Ctx): Promise<number> {
  if (ctx.caller.kind !== "job") throw new Refusal("not_allowed", "Only a job may do this.");
  const { count } = await reader(ctx).document.deleteMany({
    where: { sha256: { startsWith: UNFINISHED }, createdAt: { lt: new Date(ctx.now.getTime() - HOUR_MS) } },
  });
  return count;
}
