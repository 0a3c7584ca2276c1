import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { keptNext } from "#server/platform/kept-next.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { takeAttempt } from "./attempts.ts";
import { mailVerification } from "./mail-verification.ts";
import type { PendingSignUp } from "./schema.ts";
import { EVEN_MS, takeAtLeast } from "./take-at-least.ts";

/** Mails the confirming link again, to the browser that signed up. Says nothing of whether there was anything to mail. */
export async function resendVerification(ctx: Ctx, pending: PendingSignUp): Promise<void> {
  const browserHash = sha256Hex(pending.browserSecret);
  await takeAttempt(reader(ctx), { key: `resend:${pending.email}`, free: 3 }, ctx.now);
  const mailed = () =>
    mutate(ctx, async (tx) => {
      const last = await tx.emailToken.findFirst({
        where: {
          browserHash,
          purpose: "verify_email",
          user: { email: pending.email, emailVerifiedAt: null },
        },
        orderBy: { createdAt: "desc" },
        select: { userId: true, next: true },
      });
      if (!last) return { value: undefined, audit: [] };
      const { userId, next } = last;
      await mailVerification(
        tx,
        { userId, email: pending.email, browserHash, next: keptNext(next) },
        ctx.now,
      );
      return {
        value: undefined,
        audit: { action: "user.verification_resent", target: userId, targetName: pending.email },
      };
    });
  await takeAtLeast(EVEN_MS, mailed);
}
