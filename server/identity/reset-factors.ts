import { routes } from "#lib/routes.ts";
import { clearFactors } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireGovernable } from "./policy.ts";
import { UserInput } from "./schema.ts";
import { findUser } from "./suspend-user.ts";

/** Takes a person's second factors away, for those who lost them all and showed the admin who they are; sessions end. */
export async function resetFactors(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "users.write");
  requireRecentProof(ctx);
  const { userId } = read(UserInput, raw);
  if (userId === caller.userId)
    throw new Refusal("conflict", "Change your own factors on your security page.");
  await mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    requireGovernable(caller, user.platformRole);
    const { hadTotp, passkeys } = await clearFactors(tx, userId);
    if (!hadTotp && passkeys === 0) throw new Refusal("conflict", `${user.name} has no second factor.`);
    await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: ctx.now } });
    await tx.pendingSignIn.deleteMany({ where: { userId, usedAt: null } });
    const data = { path: routes.security() };
    await queueMail(tx, { to: user.email, template: "factors-reset", data, now: ctx.now });
    return {
      value: undefined,
      audit: {
        action: "user.factors_reset",
        target: userId,
        targetName: user.email,
        orgId: null,
        detail: { hadTotp, passkeys },
      },
    };
  });
}
