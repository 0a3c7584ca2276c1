import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { insertAccessToken, tokensKeptBy } from "./access-token-rows.ts";
import { getAccessTokenRule } from "./access-token-rule.ts";
import { mailOwners } from "./mail-owners.ts";
import { requireMember } from "./policy.ts";
import { AccessTokenInput, type AccessTokenSummary, RenameAccessTokenInput } from "./schema.ts";

/** How long the old secret still works, so that what uses it can be changed without a gap. */
const OVERLAP_MS = DAY_MS;

/** A new secret for the same purpose; the old one works for another day. Of two rotations at once, one is refused. */
export async function rotateAccessToken(
  ctx: Ctx,
  raw: unknown,
): Promise<{ token: AccessTokenSummary; secret: string }> {
  const caller = requireMember(ctx);
  requireRecentProof(ctx);
  const { tokenId } = read(AccessTokenInput, raw);
  return mutate(ctx, async (tx) => {
    const old = await tx.accessToken.findFirst({ where: { id: tokenId, ...tokensKeptBy(caller) } });
    if (!old) throw new Refusal("not_found", "This access token does not exist.");
    const { maxDays } = await getAccessTokenRule({ tx });
    const lifeMs = Math.min(
      (old.expiresAt?.getTime() ?? Infinity) - old.createdAt.getTime(),
      maxDays * DAY_MS,
    );
    const { orgId, userId, name, scopes, role, teamId } = old;
    const expiresAt = new Date(ctx.now.getTime() + lifeMs);
    const draft = { orgId, userId, createdBy: caller.userId, name, scopes, role, teamId, expiresAt };
    const made = await insertAccessToken(tx, draft, ctx.now);
    const overlapEnds = new Date(ctx.now.getTime() + OVERLAP_MS);
    const { count } = await tx.accessToken.updateMany({
      where: { id: tokenId, revokedAt: null, replacedBy: null, expiresAt: { gt: ctx.now } },
      data: {
        replacedBy: made.token.id,
        expiresAt: old.expiresAt && old.expiresAt < overlapEnds ? old.expiresAt : overlapEnds,
      },
    });
    if (count === 0) throw new Refusal("conflict", "This token has ended or was replaced already.");
    const path = userId ? routes.accessTokens() : routes.organisationTokens();
    const data = { tokenName: name, path };
    await queueMail(tx, { to: caller.email, template: "access-token-issued", data, now: ctx.now });
    if (!userId) {
      const what = `${caller.name} replaced the organisation's access token “${name}”. The old one works for another day.`;
      await mailOwners(tx, orgId, { orgName: made.token.orgName, what, path }, ctx.now);
    }
    const detail = { by: made.token.id, expiresAt: expiresAt.toISOString() };
    return {
      value: made,
      audit: { action: "access_token.rotated", target: tokenId, targetName: name, orgId, detail },
    };
  });
}

/** Changes what a token is called. */
export async function renameAccessToken(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requireMember(ctx);
  const { tokenId, name } = read(RenameAccessTokenInput, raw);
  await mutate(ctx, async (tx) => {
    const where = { id: tokenId, ...tokensKeptBy(caller) };
    const token = await tx.accessToken.findFirst({ where, select: { name: true, orgId: true } });
    if (!token) throw new Refusal("not_found", "This access token does not exist.");
    await tx.accessToken.update({ where: { id: tokenId }, data: { name } });
    const { orgId } = token;
    const detail = { from: token.name };
    return {
      value: undefined,
      audit: { action: "access_token.renamed", target: tokenId, targetName: name, orgId, detail },
    };
  });
}
