import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";

const KEEP_DAYS = 30;

/** Deletes mails that were sent, given up or never due any more, 30 days after they were written. */
export async function pruneOutbox(ctx: Pick<Ctx, "tx" | "now">): Promise<number> {
  const before = new Date(ctx.now.getTime() - KEEP_DAYS * DAY_MS);
  const { count } = await reader(ctx).outboxMail.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}
