import { routes } from "#lib/routes.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { lockFor } from "./store.ts";

/**
 * The address that makes whoever opens it first the administrator, for one day, or null when there is an administrator.
 * Earlier links die, so that the newest print-out is the one that works.
 */
export async function offerSetupLink(ctx: Ctx): Promise<string | null> {
  if (ctx.caller.kind !== "job")
    throw new Refusal("not_allowed", "Only the machine that runs the portal may do this.");
  return mutate<string | null>(ctx, async (tx) => {
    await lockFor(tx, "admins");
    if (await tx.user.findFirst({ where: { platformRole: "admin" }, select: { id: true } }))
      return { value: null, audit: [] };
    await tx.setupLink.deleteMany({ where: { usedAt: null } });
    const secret = randomBase62(40);
    const id = newId("setup", ctx.now);
    const expiresAt = new Date(ctx.now.getTime() + DAY_MS);
    await tx.setupLink.create({ data: { id, tokenHash: sha256Hex(secret), createdAt: ctx.now, expiresAt } });
    return {
      value: env().PUBLIC_URL + routes.setupLink(secret),
      audit: { action: "setup_link.created", target: id },
    };
  });
}
