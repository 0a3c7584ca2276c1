import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { recentTokens, TOKEN_ROW, toTokenSummary } from "./access-token-rows.ts";
import { requireMember, requireOrganiser } from "./policy.ts";
import type { AccessTokenSummary } from "./schema.ts";

/** The person's access tokens in all their organisations, newest first; ended ones for another 30 days. */
export async function listAccessTokens(ctx: Ctx): Promise<AccessTokenSummary[]> {
  const { userId } = requireMember(ctx);
  const rows = await reader(ctx).accessToken.findMany({
    where: { userId, ...recentTokens(ctx.now) },
    orderBy: { createdAt: "desc" },
    select: TOKEN_ROW,
  });
  return rows.map((row) => toTokenSummary(row, ctx.now));
}

/** Every token that acts in the organisation, its own and its members', for its owners and admins. */
export async function listOrganisationTokens(ctx: Ctx): Promise<AccessTokenSummary[]> {
  const { orgId } = requireOrganiser(ctx, "keep_tokens");
  const rows = await reader(ctx).accessToken.findMany({
    where: { orgId, ...recentTokens(ctx.now) },
    orderBy: { createdAt: "desc" },
    take: 500,
    select: TOKEN_ROW,
  });
  return rows.map((row) => toTokenSummary(row, ctx.now));
}
