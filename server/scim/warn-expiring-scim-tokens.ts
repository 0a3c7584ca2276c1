import { routes } from "#lib/routes.ts";
import { ownersOf } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";

const AHEAD_MS = 14 * DAY_MS;

/** Tells the owners, once, two weeks before a token of their directory ends. Answers how many were told of. */
export async function warnExpiringScimTokens(ctx: Ctx): Promise<number> {
  const due = await reader(ctx).scimToken.findMany({
    where: {
      revokedAt: null,
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
      organisation: { select: { name: true } },
    },
  });
  let told = 0;
  for (const { id, orgId, name, createdAt, expiresAt, organisation } of due) {
    // Whoever asked for a short life knows of its end.
    if (!expiresAt || expiresAt.getTime() - createdAt.getTime() <= AHEAD_MS) continue;
    told += await mutate(ctx, async (tx) => {
      const { count } = await tx.scimToken.updateMany({
        where: { id, warnedAt: null },
        data: { warnedAt: ctx.now },
      });
      if (count === 0) return { value: 0, audit: [] };
      const day = expiresAt.toISOString().slice(0, 10);
      const data = { tokenName: name, orgName: organisation.name, day, path: routes.provisioning() };
      for (const to of await ownersOf(tx, orgId))
        await queueMail(tx, { to, template: "scim-token-expiring", data, now: ctx.now });
      return {
        value: 1,
        audit: { action: "scim_token.end_announced", target: id, targetName: name, orgId },
      };
    });
  }
  return told;
}
