import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { ACCESS_TOKEN_MOST_DAYS } from "./schema.ts";

/** The longest life, in days, that an access token may be given in this portal. */
export async function getAccessTokenRule(ctx: Pick<Ctx, "tx">): Promise<{ maxDays: number }> {
  const rule = await reader(ctx).accessTokenRule.findUnique({ where: { id: "portal" } });
  return { maxDays: rule?.maxDays ?? ACCESS_TOKEN_MOST_DAYS };
}

export async function requireAllowedLife(tx: Tx, days: number): Promise<void> {
  const { maxDays } = await getAccessTokenRule({ tx });
  if (days <= maxDays) return;
  const fault = `A token lives at most ${maxDays} days here.`;
  throw new Refusal("invalid_input", fault, { expiresInDays: fault });
}
