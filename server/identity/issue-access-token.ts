import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { hintOf, newAccessToken } from "./access-token-format.ts";
import { requireMember } from "./policy.ts";
import { type AccessTokenSummary, IssueAccessTokenInput } from "./schema.ts";

const MOST_TOKENS = 50;

/** A token that acts for the person in their present organisation, within its scopes. The secret is answered once. */
export async function issueAccessToken(
  ctx: Ctx,
  raw: unknown,
): Promise<{ token: AccessTokenSummary; secret: string }> {
  const caller = requireMember(ctx);
  if (!caller.isEmailVerified) throw new Refusal("not_allowed", "Confirm your e-mail address first.");
  requireProofOfPerson(ctx);
  const input = read(IssueAccessTokenInput, raw);
  const secret = newAccessToken();
  const expiresAt = new Date(ctx.now.getTime() + input.expiresInDays * DAY_MS);

  return mutate(ctx, async (tx) => {
    const live = await tx.accessToken.count({
      where: { userId: caller.userId, revokedAt: null, expiresAt: { gt: ctx.now } },
    });
    if (live >= MOST_TOKENS)
      throw new Refusal("limit_reached", `You have ${MOST_TOKENS} tokens. Revoke one you no longer use.`);
    const row = await tx.accessToken.create({
      data: {
        id: newId("pat", ctx.now),
        orgId: caller.orgId,
        userId: caller.userId,
        name: input.name,
        tokenHash: sha256Hex(secret),
        hint: hintOf(secret),
        scopes: [...new Set(input.scopes)],
        createdAt: ctx.now,
        expiresAt,
      },
    });
    const data = { tokenName: input.name, path: routes.accessTokens() };
    await queueMail(tx, { to: caller.email, template: "access-token-issued", data, now: ctx.now });
    const { id, name, hint, scopes, createdAt } = row;
    const token: AccessTokenSummary = {
      id,
      name,
      hint,
      scopes,
      createdAt,
      expiresAt,
      orgName: caller.orgName,
      lastUsedAt: null,
      state: "active",
    };
    return {
      value: { token, secret },
      audit: {
        action: "access_token.issued",
        target: id,
        targetName: name,
        detail: { scopes, expiresAt: expiresAt.toISOString() },
      },
    };
  });
}
