import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { insertAccessToken, ownersOf } from "./access-token-rows.ts";
import { requireAllowedLife } from "./access-token-rule.ts";
import { requireOrganiser } from "./policy.ts";
import { type AccessTokenSummary, IssueOrganisationTokenInput } from "./schema.ts";

const MOST_TOKENS = 50;

/**
 * A token that acts as the organisation, with a role of its own, and lives on when its maker leaves. It is never an
 * owner; kept to a team, it reaches what that team owns. The secret is answered once.
 */
export async function issueOrganisationToken(
  ctx: Ctx,
  raw: unknown,
): Promise<{ token: AccessTokenSummary; secret: string }> {
  const { orgId, orgName, userId, name: maker } = requireOrganiser(ctx, "keep_tokens");
  requireRecentProof(ctx);
  const { name, scopes, expiresInDays, role, teamId } = read(IssueOrganisationTokenInput, raw);
  if (teamId && role === "admin")
    throw new Refusal("invalid_input", "An admin reaches every team.", {
      role: "Choose developer or viewer for a token of one team.",
    });
  const expiresAt = new Date(ctx.now.getTime() + expiresInDays * DAY_MS);
  return mutate(ctx, async (tx) => {
    await requireAllowedLife(tx, expiresInDays);
    const org = await tx.organisation.findUnique({ where: { id: orgId }, select: { isPersonal: true } });
    if (!org || org.isPersonal)
      throw new Refusal("conflict", "A personal space has one member. Make a token of your own.");
    if (teamId && !(await tx.team.findFirst({ where: { id: teamId, orgId }, select: { id: true } })))
      throw new Refusal("not_found", "This team does not exist.");
    const live = await tx.accessToken.count({
      where: { orgId, userId: null, revokedAt: null, expiresAt: { gt: ctx.now } },
    });
    if (live >= MOST_TOKENS)
      throw new Refusal(
        "limit_reached",
        `${orgName} has ${MOST_TOKENS} tokens. Revoke one that is not used.`,
      );
    const draft = { orgId, userId: null, createdBy: userId, name, scopes, expiresAt, role };
    const made = await insertAccessToken(tx, { ...draft, teamId: teamId ?? null }, ctx.now);
    const data = { tokenName: name, orgName, maker, path: routes.organisationTokens() };
    for (const to of await ownersOf(tx, orgId))
      await queueMail(tx, { to, template: "organisation-token-issued", data, now: ctx.now });
    const detail = {
      scopes: made.token.scopes,
      role,
      teamId: teamId ?? null,
      expiresAt: expiresAt.toISOString(),
    };
    return {
      value: made,
      audit: { action: "organisation_token.issued", target: made.token.id, targetName: name, detail },
    };
  });
}
