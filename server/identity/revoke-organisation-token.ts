import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailOwners } from "./mail-owners.ts";
import { requireOrganiser } from "./policy.ts";
import { AccessTokenInput } from "./schema.ts";

/** Ends any token that acts in the organisation; a member is told of their own, the owners of the organisation's. */
export async function revokeOrganisationToken(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, name: by } = requireOrganiser(ctx, "keep_tokens");
  const { tokenId } = read(AccessTokenInput, raw);
  await mutate(ctx, async (tx) => {
    const token = await tx.accessToken.findFirst({
      where: { id: tokenId, orgId },
      select: {
        name: true,
        user: { select: { email: true } },
        organisation: { select: { name: true } },
      },
    });
    if (!token) throw new Refusal("not_found", "This access token does not exist.");
    const ended = await tx.accessToken.updateMany({
      where: { id: tokenId, orgId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (ended.count === 0) throw new Refusal("conflict", "This access token was revoked already.");
    if (token.user) {
      const data = { tokenName: token.name, by, path: routes.accessTokens() };
      await queueMail(tx, { to: token.user.email, template: "access-token-withdrawn", data, now: ctx.now });
    } else {
      const what = `${by} revoked the organisation's access token “${token.name}”. Whatever used it is refused.`;
      const news = { orgName: token.organisation.name, what, path: routes.organisationTokens() };
      await mailOwners(tx, orgId, news, ctx.now);
    }
    const action = token.user ? "access_token.revoked" : "organisation_token.revoked";
    return { value: undefined, audit: { action, target: tokenId, targetName: token.name, orgId } };
  });
}
