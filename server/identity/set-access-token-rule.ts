import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { getAccessTokenRule } from "./access-token-rule.ts";
import { type AccessTokenSettings, SetAccessTokenRuleInput } from "./schema.ts";

/** The rule for access tokens and whom it came too late for, for those who may read settings. */
export async function getAccessTokenSettings(ctx: Ctx): Promise<AccessTokenSettings> {
  requirePlatform(ctx, "settings.read");
  const { maxDays } = await getAccessTokenRule(ctx);
  const end = new Date(ctx.now.getTime() + maxDays * DAY_MS);
  const outlasting = await reader(ctx).accessToken.count({
    where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: end } }] },
  });
  return { maxDays, outlasting };
}

/** Decides how long tokens that are made or replaced from now on may live. Those that exist keep their end. */
export async function setAccessTokenRule(ctx: Ctx, raw: unknown): Promise<{ maxDays: number }> {
  requirePlatform(ctx, "settings.write");
  const { maxDays } = read(SetAccessTokenRuleInput, raw);
  return mutate(ctx, async (tx) => {
    const before = await getAccessTokenRule({ tx });
    if (before.maxDays === maxDays) return { value: { maxDays }, audit: [] };
    const rule = { maxDays, updatedAt: ctx.now };
    await tx.accessTokenRule.upsert({
      where: { id: "portal" },
      create: { id: "portal", ...rule },
      update: rule,
    });
    const detail = { maxDays, before: before.maxDays };
    return {
      value: { maxDays },
      audit: { action: "access_token_rule.set", target: "portal", orgId: null, detail },
    };
  });
}
