import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { unseal } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { ensureRecoveryCodes } from "./recovery-codes.ts";
import { ConfirmTotpInput, type ShownCodes } from "./schema.ts";
import { stepOf } from "./totp.ts";

/** Makes the offered authenticator app count, proved by a first code; with it come recovery codes, unless there are some. */
export async function confirmTotp(ctx: Ctx, raw: unknown): Promise<ShownCodes> {
  const { userId, email } = requireRecentProof(ctx);
  const { code } = read(ConfirmTotpInput, raw);
  return mutate(ctx, async (tx) => {
    const offered = await tx.totpFactor.findFirst({
      where: { userId, confirmedAt: null },
      select: { sealedSecret: true },
    });
    if (!offered) throw new Refusal("not_found", "Nothing waits to be confirmed. Set the app up again.");
    const step = stepOf(unseal(offered.sealedSecret), code, ctx.now);
    if (step === null) {
      const message =
        "This code does not fit. Enter the one that the app shows now; its clock must be right.";
      throw new Refusal("invalid_input", message, { code: message });
    }
    const { count } = await tx.totpFactor.updateMany({
      where: { userId, confirmedAt: null, sealedSecret: offered.sealedSecret },
      data: { confirmedAt: ctx.now, lastUsedStep: step },
    });
    if (count === 0)
      throw new Refusal("conflict", "The app was confirmed or set up anew elsewhere just now.");
    const recoveryCodes = await ensureRecoveryCodes(tx, userId, ctx.now);
    const data = { what: "An authenticator app", path: routes.security() };
    await queueMail(tx, { to: email, template: "factor-added", data, now: ctx.now });
    return {
      value: { recoveryCodes },
      audit: { action: "factor.totp_added", target: userId, targetName: email },
    };
  });
}
