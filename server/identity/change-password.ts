import { routes } from "#lib/routes.ts";
import { hasSecondFactor } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { forgetAttempts, takeAttempt } from "./attempts.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { ChangePasswordInput } from "./schema.ts";
import { lockFor } from "./store.ts";

/**
 * Sets a new password for the person signed in, who knows the old one if they have one; their other sessions end. A
 * reset that comes between wins: it has set another password, and ended this session.
 */
export async function changePassword(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requireRecentProof(ctx);
  const input = read(ChangePasswordInput, raw);
  const key = `change-password:${caller.userId}`;
  await takeAttempt(reader(ctx), { key, free: 5 }, ctx.now);
  const user = await reader(ctx).user.findUniqueOrThrow({
    where: { id: caller.userId },
    select: { passwordHash: true },
  });
  if (user.passwordHash && !(await isPassword(input.currentPassword ?? "", user.passwordHash))) {
    const message = "This is not your current password.";
    throw new Refusal("invalid_input", message, { currentPassword: message });
  }
  const factor = await hasSecondFactor(reader(ctx), caller.userId);
  const { isShort } = await requireGoodPassword(input.password, { ...caller, hasSecondFactor: factor });
  const passwordHash = await hashPassword(input.password);

  await mutate(ctx, async (tx) => {
    const { userId, sessionId, email } = caller;
    await lockFor(tx, `ways-in:${userId}`);
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: user.passwordHash },
      data: { passwordHash, isPasswordShort: isShort },
    });
    // Looked at while the person's row is held, since whatever ends their sessions writes that row first.
    const live = await tx.session.count({ where: { id: sessionId, userId, revokedAt: null } });
    if (count === 0 || live === 0)
      throw new Refusal(
        "conflict",
        "Your password or your session was changed elsewhere just now. Sign in again.",
      );
    if (isShort && !(await hasSecondFactor(tx, userId))) {
      const message = "Your second factor was removed just now. Choose a longer password.";
      throw new Refusal("invalid_input", message, { password: message });
    }
    await forgetAttempts(tx, key);
    await tx.session.updateMany({
      where: { userId, revokedAt: null, NOT: { id: sessionId } },
      data: { revokedAt: ctx.now },
    });
    await tx.emailToken.deleteMany({ where: { userId, usedAt: null } });
    await tx.pendingSignIn.deleteMany({ where: { userId, usedAt: null } });
    const data = { resetPath: routes.forgotPassword() };
    await queueMail(tx, { to: email, template: "password-changed", data, now: ctx.now });
    return {
      value: undefined,
      audit: { action: "user.password_changed", target: userId, targetName: email },
    };
  });
}
