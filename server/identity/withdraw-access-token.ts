import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailOwners } from "./mail-owners.ts";
import { requireGovernable } from "./policy.ts";
import { AccessTokenInput } from "./schema.ts";

/** Revokes anybody's access token, for those who look after the portal, and tells its owner. */
export async function withdrawAccessToken(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "tokens.revoke");
  const { tokenId } = read(AccessTokenInput, raw);
  await mutate(ctx, async (tx) => {
    const token = await tx.accessToken.findUnique({
      where: { id: tokenId },
      select: {
        name: true,
        orgId: true,
        user: { select: { email: true, platformRole: true } },
        organisation: { select: { name: true } },
      },
    });
    if (!token) throw new Refusal("not_found", "This access token does not exist.");
    if (token.user) requireGovernable(caller, token.user.platformRole);
    const ended = await tx.accessToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (ended.count === 0) throw new Refusal("conflict", "This access token was revoked already.");
    if (token.user) {
      const data = { tokenName: token.name, by: caller.name, path: routes.accessTokens() };
      await queueMail(tx, { to: token.user.email, template: "access-token-withdrawn", data, now: ctx.now });
    } else {
      const what = `${caller.name}, who looks after the portal, revoked the organisation's access token “${token.name}”.`;
      const news = { orgName: token.organisation.name, what, path: routes.organisationTokens() };
      await mailOwners(tx, token.orgId, news, ctx.now);
    }
    return {
      value: undefined,
      audit: { action: "access_token.revoked", target: tokenId, targetName: token.name, orgId: token.orgId },
    };
  });
}
