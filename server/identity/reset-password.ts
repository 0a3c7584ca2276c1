import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { hasSecondFactor } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { admitPerson } from "./admit-person.ts";
import { forgetAttempts } from "./attempts.ts";
import { endWaysIn } from "./end-ways-in.ts";
import { findEmailLink } from "./find-email-link.ts";
import { hashPassword } from "./password-hash.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { type Admission, minimumPasswordLength, ResetPasswordInput } from "./schema.ts";
import { lockFor, spendEmailToken } from "./store.ts";

/**
 * Sets a new password by a mailed link, ends every session, token, connected provider and other link, and signs in here,
 * which still takes the second factor: whoever had a way in without the mailbox and the factors has none any more.
 */
export async function resetPassword(
  ctx: Ctx,
  raw: unknown,
  origin: RequestOrigin,
): Promise<{ admission: Admission; next: string }> {
  const input = read(ResetPasswordInput, raw);
  const link = await findEmailLink(ctx, "reset_password", input.token);
  if (!link) throw new Refusal("not_found", "This link was used already or has expired. Ask for a new one.");
  const { userId, user } = link;
  const factor = await hasSecondFactor(reader(ctx), userId);
  const { isShort } = await requireGoodPassword(input.password, { ...user, hasSecondFactor: factor });
  const passwordHash = await hashPassword(input.password);

  return mutate(ctx, async (tx) => {
    await lockFor(tx, `ways-in:${userId}`);
    await spendEmailToken(tx, link.id, ctx.now);
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, isPasswordShort: isShort, emailVerifiedAt: user.emailVerifiedAt ?? ctx.now },
    });
    const { accessTokens, connections } = await endWaysIn(tx, userId, ctx.now, origin);
    await forgetAttempts(tx, `sign-in:${user.email}`);
    const data = { resetPath: routes.forgotPassword(), connections };
    await queueMail(tx, { to: user.email, template: "password-reset", data, now: ctx.now });
    // Whoever has just set the password knows it.
    const methods = ["mail" as const, "password" as const];
    const person = { userId, email: user.email, methods, next: link.next ?? undefined };
    const { value: admission, audit } = await admitPerson(tx, person, origin, ctx.now);
    return {
      value: { admission, next: safeNext(link.next, "/") },
      audit: [
        {
          action: "user.password_reset",
          target: userId,
          targetName: user.email,
          detail: { accessTokensRevoked: accessTokens, connectionsEnded: connections },
        },
        ...(admission.kind === "session" ? [] : [audit]),
      ],
    };
  });
}

/** How long the new password must be, or null when the link can no longer be used. Looking spends nothing. */
export async function peekReset(ctx: Ctx, token: string): Promise<{ passwordMin: number } | null> {
  const link = await findEmailLink(ctx, "reset_password", token);
  return link && { passwordMin: minimumPasswordLength(await hasSecondFactor(reader(ctx), link.userId)) };
}
