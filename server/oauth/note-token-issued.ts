import { MINUTE_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";

/** Moves a client's last use forward, at most once a minute. */
export async function noteTokenIssued(ctx: Pick<Ctx, "now" | "tx">, clientId: string): Promise<void> {
  await reader(ctx).oAuthClient.updateMany({
    where: {
      id: clientId,
      OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(ctx.now.getTime() - MINUTE_MS) } }],
    },
    data: { lastUsedAt: ctx.now },
  });
}
