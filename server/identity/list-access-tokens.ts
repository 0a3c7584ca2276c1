import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { requireMember } from "./policy.ts";
import type { AccessTokenSummary } from "./schema.ts";

/** The person's access tokens in all their organisations, newest first; ended ones for another 30 days. */
export async function listAccessTokens(ctx: Ctx): Promise<AccessTokenSummary[]> {
  const { userId } = requireMember(ctx);
  const since = new Date(ctx.now.getTime() - 30 * DAY_MS);
  const rows = await reader(ctx).accessToken.findMany({
    where: {
      userId,
      AND: [
        { OR: [{ revokedAt: null }, { revokedAt: { gt: since } }] },
        { OR: [{ expiresAt: null }, { expiresAt: { gt: since } }] },
      ],
    },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      name: true,
      hint: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
      organisation: { select: { name: true } },
    },
  });
  return rows.map(({ organisation, revokedAt, ...row }) => ({
    ...row,
    orgName: organisation.name,
    state: revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= ctx.now ? "expired" : "active",
  }));
}
