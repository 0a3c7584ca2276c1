import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { ownersOf } from "./access-token-rows.ts";

const AHEAD_MS = 7 * DAY_MS;

/** Tells the owner of each access token, once, a week before it ends. Answers how many were told of. */
export async function warnExpiringTokens(ctx: Ctx): Promise<number> {
  const due = await reader(ctx).accessToken.findMany({
    where: {
      revokedAt: null,
      replacedBy: null,
      warnedAt: null,
      expiresAt: { gt: ctx.now, lte: new Date(ctx.now.getTime() + AHEAD_MS) },
      organisation: { status: "active" },
    },
    take: 200,
    select: {
      id: true,
      orgId: true,
      name: true,
      createdAt: true,
      expiresAt: true,
      user: { select: { email: true } },
    },
  });
  let told = 0;
  for (const token of due) {
    const { id, orgId, name, createdAt, expiresAt, user } = token;
    // Whoever asked for a short life knows of its end.
    if (!expiresAt || expiresAt.getTime() - createdAt.getTime() <= AHEAD_MS) continue;
    told += await mutate(ctx, async (tx) => {
      const { count } = await tx.accessToken.updateMany({
        where: { id, warnedAt: null },
        data: { warnedAt: ctx.now },
      });
      if (count === 0) return { value: 0, audit: [] };
      const path = user ? routes.accessTokens() : routes.organisationTokens();
      const data = { tokenName: name, day: expiresAt.toISOString().slice(0, 10), path };
      for (const to of user ? [user.email] : await ownersOf(tx, orgId))
        await queueMail(tx, { to, template: "access-token-expiring", data, now: ctx.now });
      return {
        value: 1,
        audit: { action: "access_token.end_announced", target: id, targetName: name, orgId },
      };
    });
  }
  return told;
}
