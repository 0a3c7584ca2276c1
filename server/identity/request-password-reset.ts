import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { networkOf, type RequestOrigin } from "#server/platform/client-address.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { isAttemptFree, takeAttempt } from "./attempts.ts";
import { RequestPasswordResetInput } from "./schema.ts";
import { createEmailToken } from "./store.ts";
import { EVEN_MS, takeAtLeast } from "./take-at-least.ts";

/** Mails a link that sets a new password, if the address has an account; the answer does not say whether. */
export async function requestPasswordReset(
  ctx: Ctx,
  raw: unknown,
  origin: RequestOrigin,
): Promise<{ email: string }> {
  const { email, next } = read(RequestPasswordResetInput, raw);
  await takeAttempt(reader(ctx), { key: `reset:${networkOf(origin.address)}`, free: 20 }, ctx.now);
  const isMailFree = await isAttemptFree(reader(ctx), { key: `reset:${email}`, free: 3 }, ctx.now);
  await takeAtLeast(EVEN_MS, () =>
    mutate(ctx, async (tx) => {
      const user = await tx.user.findFirst({ where: { email, status: "active" }, select: { id: true } });
      if (!user || !isMailFree) return { value: undefined, audit: [] };
      const link = {
        userId: user.id,
        purpose: "reset_password",
        lifetimeMs: HOUR_MS,
        next,
      } as const;
      const secret = await createEmailToken(tx, link, ctx.now);
      await queueMail(tx, {
        to: email,
        template: "reset-password",
        data: { path: routes.resetPassword(secret) },
        now: ctx.now,
      });
      return {
        value: undefined,
        audit: { action: "user.password_reset_requested", target: user.id, targetName: email },
      };
    }),
  );
  return { email };
}
