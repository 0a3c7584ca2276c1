import { routes } from "#lib/routes.ts";
import { hintOf, newAccessToken, ownersOf, requireAllowedLife } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireProvisioner } from "./policy.ts";
import { IssueScimTokenInput, MOST_LIVE_TOKENS, type ScimTokenSummary } from "./schema.ts";
import { liveTokens, TOKEN_ROW, toTokenSummary } from "./token-rows.ts";

/** The secret with which the organisation's directory provisions its members. It is answered once, and all owners hear. */
export async function issueScimToken(
  ctx: Ctx,
  raw: unknown,
): Promise<{ token: ScimTokenSummary; secret: string }> {
  const { orgId, orgName, userId, name: maker } = requireProvisioner(ctx);
  requireRecentProof(ctx);
  const { name, expiresInDays } = read(IssueScimTokenInput, raw);
  return mutate(ctx, async (tx) => {
    await requireAllowedLife(tx, expiresInDays);
    // Of two at once, the second counts the first: they wait for each other on the organisation's row.
    await tx.$queryRaw`SELECT id FROM "Organisation" WHERE id = ${orgId} FOR UPDATE`;
    const org = await tx.organisation.findUnique({ where: { id: orgId }, select: { isPersonal: true } });
    if (!org || org.isPersonal)
      throw new Refusal("conflict", "A personal space has one member. Create an organisation first.");
    if ((await tx.scimToken.count({ where: { orgId, ...liveTokens(ctx.now) } })) >= MOST_LIVE_TOKENS)
      throw new Refusal(
        "limit_reached",
        `${orgName} has ${MOST_LIVE_TOKENS} tokens for its directory already. Revoke the old one first.`,
      );
    const [id, secret] = [newId("scim", ctx.now), newAccessToken("scim")];
    const expiresAt = new Date(ctx.now.getTime() + expiresInDays * DAY_MS);
    const row = await tx.scimToken.create({
      data: {
        id,
        orgId,
        name,
        tokenHash: sha256Hex(secret),
        hint: hintOf(secret),
        createdBy: userId,
        createdAt: ctx.now,
        expiresAt,
      },
      select: TOKEN_ROW,
    });
    const data = { tokenName: name, orgName, maker, path: routes.provisioning() };
    for (const to of await ownersOf(tx, orgId))
      await queueMail(tx, { to, template: "scim-token-issued", data, now: ctx.now });
    return {
      value: { token: toTokenSummary(row, ctx.now), secret },
      audit: {
        action: "scim_token.issued",
        target: id,
        targetName: name,
        detail: { expiresAt: expiresAt.toISOString() },
      },
    };
  });
}
