import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { insertAccessToken } from "./access-token-rows.ts";
import { requireAllowedLife } from "./access-token-rule.ts";
import { requireMember } from "./policy.ts";
import { type AccessTokenSummary, IssueAccessTokenInput } from "./schema.ts";

/** Live ones of one person, however they were made. */
export const MOST_TOKENS = 50;

/** A token that acts for the person in their present organisation, within its scopes. The secret is answered once. */
export async function issueAccessToken(
  ctx: Ctx,
  raw: unknown,
): Promise<{ token: AccessTokenSummary; secret: string }> {
  const caller = requireMember(ctx);
  if (!caller.isEmailVerified) throw new Refusal("not_allowed", "Confirm your e-mail address first.");
  requireRecentProof(ctx);
  const { name, scopes, expiresInDays } = read(IssueAccessTokenInput, raw);
  const expiresAt = new Date(ctx.now.getTime() + expiresInDays * DAY_MS);

  return mutate(ctx, async (tx) => {
    await requireAllowedLife(tx, expiresInDays);
    const live = await tx.accessToken.count({
      where: { userId: caller.userId, revokedAt: null, expiresAt: { gt: ctx.now } },
    });
    if (live >= MOST_TOKENS)
      throw new Refusal("limit_reached", `You have ${MOST_TOKENS} tokens. Revoke one you no longer use.`);
    const { orgId, userId } = caller;
    const made = await insertAccessToken(
      tx,
      { orgId, userId, createdBy: userId, name, scopes, expiresAt },
      ctx.now,
    );
    const data = { tokenName: name, path: routes.accessTokens() };
    await queueMail(tx, { to: caller.email, template: "access-token-issued", data, now: ctx.now });
    const detail = { scopes: made.token.scopes, expiresAt: expiresAt.toISOString() };
    return {
      value: made,
      audit: { action: "access_token.issued", target: made.token.id, targetName: name, detail },
    };
  });
}
