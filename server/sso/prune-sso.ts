import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";

/** Deletes ways to providers and links that ended a day ago. */
export async function pruneSso(ctx: Pick<Ctx, "tx" | "now">): Promise<void> {
  const where = { expiresAt: { lt: new Date(ctx.now.getTime() - DAY_MS) } };
  await reader(ctx).ssoAttempt.deleteMany({ where });
  await reader(ctx).pendingConnection.deleteMany({ where });
  await reader(ctx).samlAssertionUse.deleteMany({ where });
}
