import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { ACCESS_TOKEN_MOST_DAYS, SetAccessTokenRuleInput } from "./schema.ts";

/** The longest life, in days, that an access token may be given in this portal. */
export async function getAccessTokenRule(ctx: Pick<Ctx, "tx">): Promise<{ maxDays: number }> {
  const rule = await reader(ctx).accessTokenRule.findUnique({ where: { id: "portal" } });
  return { maxDays: rule?.maxDays ?? ACCESS_TOKEN_MOST_DAYS };
}

/** Shortens or lengthens what may be asked for from now on; tokens that exist keep their life. */
export async function setAccessTokenRule(ctx: Ctx, raw: unknown): Promise<{ maxDays: number }> {
  requirePlatform(ctx, "settings.write");
  const { maxDays } = read(SetAccessTokenRuleInput, raw);
  return mutate(ctx, async (tx) => {
    const data = { maxDays, updatedAt: ctx.now };
    await tx.accessTokenRule.upsert({
      where: { id: "portal" },
      create: { id: "portal", ...data },
      update: data,
    });
    const audit = { action: "access_token_rule.set", target: "portal", orgId: null, detail: { maxDays } };
    return { value: { maxDays }, audit };
  });
}

export async function requireAllowedLife(tx: Tx, days: number): Promise<void> {
  const { maxDays } = await getAccessTokenRule({ tx });
  if (days <= maxDays) return;
  const fault = `A token lives at most ${maxDays} days here.`;
  throw new Refusal("invalid_input", fault, { expiresInDays: fault });
}
