import { routes } from "#lib/routes.ts";
import { clearFactors } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endInvitations } from "./end-invitations.ts";
import { endWaysIn } from "./end-ways-in.ts";
import { requireGovernable } from "./policy.ts";
import { UserInput } from "./schema.ts";
import { createEmailToken } from "./store.ts";
import { findUser, requireActive } from "./suspend-user.ts";

/**
 * For whoever lost their password and factors, or whose account was taken over: takes both away with every other way in
 * and what acts for them, and mails a link that sets a new password. Whoever asks never sees the link.
 */
export async function resetUserSignIn(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "users.write");
  const { userId } = read(UserInput, raw);
  if (userId === caller.userId)
    throw new Refusal("conflict", "Change your own sign-in on your account page.");
  requireRecentProof(ctx);
  await mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    requireGovernable(caller, user.platformRole);
    requireActive(user);
    await tx.user.update({ where: { id: userId }, data: { passwordHash: null, isPasswordShort: false } });
    const ended = await endWaysIn(tx, userId, ctx.now);
    const invitations = await endInvitations(tx, { userId }, ctx.now);
    const factors = await clearFactors(tx, userId);
    const secret = await createEmailToken(
      tx,
      { userId, purpose: "reset_password", lifetimeMs: DAY_MS },
      ctx.now,
    );
    const data = { by: caller.name, path: routes.resetPassword(secret) };
    await queueMail(tx, { to: user.email, template: "sign-in-reset", data, now: ctx.now });
    const { sessions: endedSessions, ...others } = ended;
    const detail = { endedSessions, ...others, invitations, ...factors };
    return {
      value: undefined,
      audit: { action: "user.sign_in_reset", target: userId, targetName: user.email, orgId: null, detail },
    };
  });
}
