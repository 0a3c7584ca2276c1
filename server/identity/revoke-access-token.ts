import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import { AccessTokenInput } from "./schema.ts";

/** Ends one of the person's access tokens; its next request is refused. */
export async function revokeAccessToken(ctx: Ctx, raw: unknown): Promise<void> {
  const { userId } = requireMember(ctx);
  const { tokenId } = read(AccessTokenInput, raw);
  await mutate(ctx, async (tx) => {
    const token = await tx.accessToken.findFirst({
      where: { id: tokenId, userId },
      select: { name: true, orgId: true },
    });
    if (!token) throw new Refusal("not_found", "This access token does not exist.");
    const ended = await tx.accessToken.updateMany({
      where: { id: tokenId, userId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (ended.count === 0) throw new Refusal("conflict", "This access token was revoked already.");
    return {
      value: undefined,
      audit: { action: "access_token.revoked", target: tokenId, targetName: token.name, orgId: token.orgId },
    };
  });
}
