import { routes } from "#lib/routes.ts";
import { endInvitations, ownersOf } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireProvisioner } from "./policy.ts";
import { ScimTokenInput } from "./schema.ts";

/**
 * Ends a token of the organisation's directory: its next request is refused, and what it invited to and nobody has
 * accepted yet opens nothing any more. Who was provisioned stays.
 */
export async function revokeScimToken(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, orgName, name: by } = requireProvisioner(ctx);
  const { tokenId } = read(ScimTokenInput, raw);
  await mutate(ctx, async (tx) => {
    const token = await tx.scimToken.findFirst({ where: { id: tokenId, orgId }, select: { name: true } });
    if (!token) throw new Refusal("not_found", "This token does not exist.");
    const { count } = await tx.scimToken.updateMany({
      where: { id: tokenId, orgId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "This token was revoked already.");
    const invitations = await endInvitations(tx, { userId: tokenId, orgId }, ctx.now);
    const data = { tokenName: token.name, orgName, by, invitations, path: routes.provisioning() };
    for (const to of await ownersOf(tx, orgId))
      await queueMail(tx, { to, template: "scim-token-revoked", data, now: ctx.now });
    return {
      value: undefined,
      audit: {
        action: "scim_token.revoked",
        target: tokenId,
        targetName: token.name,
        detail: { invitations },
      },
    };
  });
}
