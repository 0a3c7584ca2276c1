import type { z } from "zod";
import { spendPasskey, spendRecoveryCode, spendTotp } from "#server/factors/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { forgetAttempts, takeAttempt } from "./attempts.ts";
import type { FinishSignInInput } from "./schema.ts";

type SecondFactor = z.output<typeof FinishSignInInput>;

const WRONG: Record<SecondFactor["method"], string> = {
  totp: "This code does not fit, or was used already. Enter the one that the app shows now.",
  recovery_code: "This is not one of your recovery codes, or it was used already.",
  passkey: "This passkey could not be checked, or it took too long. Try again.",
};

/**
 * Spends a second factor of this person's, or refuses. Codes can be guessed, so wrong ones make the next wait: by
 * address soon, by person late, which leaves the owner time beside a stranger who guesses.
 */
export async function spendSecondFactor(
  ctx: Ctx,
  userId: string,
  given: SecondFactor,
  purpose: "second_step" | "proof",
  address: string,
): Promise<void> {
  const tx = reader(ctx);
  if (given.method === "passkey") {
    if (await spendPasskey(tx, { response: given.response, purpose, userId }, ctx.now)) return;
    throw new Refusal("invalid_input", WRONG.passkey);
  }
  const keys = [`second-step:${userId}:${address}`, `second-step:${userId}`] as const;
  await takeAttempt(tx, { key: keys[0], free: 5 }, ctx.now);
  await takeAttempt(tx, { key: keys[1], free: 30 }, ctx.now);
  const spend = given.method === "totp" ? spendTotp : spendRecoveryCode;
  if (!(await spend(tx, userId, given.code, ctx.now)))
    throw new Refusal("invalid_input", WRONG[given.method], { code: WRONG[given.method] });
  for (const key of keys) await forgetAttempts(tx, key);
}
