import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { hasSecondFactor } from "./has-second-factor.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";
import type { ShownCodes } from "./schema.ts";

/** Ten new recovery codes; the earlier ones are worth nothing from now on. */
export async function regenerateRecoveryCodes(ctx: Ctx): Promise<ShownCodes> {
  const { userId, email } = requireRecentProof(ctx);
  return mutate(ctx, async (tx) => {
    if (!(await hasSecondFactor(tx, userId)))
      throw new Refusal("conflict", "Recovery codes stand in for a second factor. Add one first.");
    const recoveryCodes = await replaceRecoveryCodes(tx, userId, ctx.now);
    const data = { path: routes.security() };
    await queueMail(tx, { to: email, template: "recovery-codes-replaced", data, now: ctx.now });
    return {
      value: { recoveryCodes },
      audit: { action: "factor.recovery_codes_replaced", target: userId, targetName: email },
    };
  });
}
