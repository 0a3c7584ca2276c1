import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { listFactors } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { spendSecondFactor } from "./check-proof.ts";
import { getPendingSignIn, spendPendingSignIn } from "./pending-sign-in.ts";
import { type Admission, FinishSignInInput, proofMethodsOf } from "./schema.ts";
import { openSession } from "./store.ts";

/**
 * Finishes, in the browser that began it, a sign-in that waits for its second step. The sign-in is spent together with
 * opening the session, so that it opens one at most.
 */
export async function finishSignIn(
  ctx: Ctx,
  raw: unknown,
  browser: RequestOrigin & { pendingSecret: string | null },
): Promise<{ admission: Admission; next: string }> {
  const pending = await getPendingSignIn(ctx, browser.pendingSecret);
  const input = read(FinishSignInInput, raw);
  const { userId, user } = pending;
  await spendSecondFactor(ctx, userId, input, "second_step", browser.address);

  return mutate(ctx, async (tx) => {
    await spendPendingSignIn({ ...ctx, tx }, pending.id);
    const methods = [...proofMethodsOf(pending.methods), input.method];
    const session = await openSession(tx, userId, browser, ctx.now, methods);
    const detail = { address: browser.address, methods };
    const target = { target: userId, targetName: user.email, by: { userId, email: user.email } };
    if (input.method === "recovery_code") await mailCodeUsed(tx, userId, user.email, ctx.now);
    return {
      value: { admission: { kind: "session", session }, next: safeNext(pending.next, routes.apps()) },
      audit: [
        { action: "user.signed_in", ...target, detail },
        ...(input.method === "recovery_code" ? [{ action: "factor.recovery_code_used", ...target }] : []),
      ],
    };
  });
}

async function mailCodeUsed(tx: Tx, userId: string, to: string, now: Date): Promise<void> {
  const { recoveryCodesLeft: left } = await listFactors(tx, userId);
  await queueMail(tx, {
    to,
    template: "recovery-code-used",
    data: { left, path: routes.security() },
    now,
  });
}
