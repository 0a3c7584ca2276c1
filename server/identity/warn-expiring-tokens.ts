import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS, SECOND_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { ownersOf } from "./access-token-rows.ts";

const AHEAD_MS = 7 * DAY_MS;

/** Tells the owner of each access token, once, a week before it ends. Answers how many were told of. */
export async function warnExpiringTokens(ctx: Ctx): Promise<number> {
  const due = await reader(ctx).accessToken.findMany({
    where: { id: { in: await findDue(ctx) } },
    orderBy: { expiresAt: "asc" },
    select: {
      id: true,
      orgId: true,
      name: true,
      expiresAt: true,
      user: { select: { email: true } },
    },
  });
  let told = 0;
  for (const token of due) {
    const { id, orgId, name, expiresAt, user } = token;
    if (!expiresAt) continue;
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

/** Those that end first. Whoever asked for a short life knows of its end. */
async function findDue(ctx: Ctx): Promise<string[]> {
  const [now, until] = [ctx.now, new Date(ctx.now.getTime() + AHEAD_MS)].map((time) => time.toISOString());
  const rows = await reader(ctx).$queryRaw<{ id: string }[]>`
    SELECT t.id FROM "AccessToken" t JOIN "Organisation" o ON o.id = t."orgId" AND o.status = 'active'
    WHERE t."revokedAt" IS NULL AND t."replacedBy" IS NULL AND t."warnedAt" IS NULL
      AND t."expiresAt" > ${now}::timestamp AND t."expiresAt" <= ${until}::timestamp
      AND t."expiresAt" - t."createdAt" > make_interval(secs => ${AHEAD_MS / SECOND_MS}::int)
    ORDER BY t."expiresAt", t.id LIMIT 200`;
  return rows.map(({ id }) => id);
}
