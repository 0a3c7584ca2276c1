import { askForPasskey, hasSecondFactor, listFactors, type PasskeyRequest } from "#server/factors/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { forgetAttempts, takeAttempt } from "./attempts.ts";
import { spendSecondFactor } from "./check-proof.ts";
import { isPassword } from "./password-hash.ts";
import { requireMember } from "./policy.ts";
import { recordProof } from "./record-proof.ts";
import { type ProofChoices, ProveIdentityInput } from "./schema.ts";

/**
 * What the person may prove themselves with in the middle of a session. Whoever has a second factor uses it: a stolen
 * cookie and a known password together must not reach what the factor protects.
 */
export async function listProofs(ctx: Ctx): Promise<ProofChoices> {
  const { userId } = requireMember(ctx);
  const { totp, passkeys } = await listFactors(reader(ctx), userId);
  const user = await reader(ctx).user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  const hasFactor = totp !== null || passkeys.length > 0;
  return {
    password: user.passwordHash !== null && !hasFactor,
    totp: totp !== null,
    passkey: passkeys.length > 0,
    recoveryCode: false,
  };
}

/** What the browser needs to ask for a passkey of the person signed in. */
export async function askProofPasskey(ctx: Ctx): Promise<PasskeyRequest> {
  const { userId } = requireThemselves(ctx);
  return askForPasskey(reader(ctx), "proof", userId, ctx.now);
}

/** Takes a proof of who sits there, which lasts for some minutes in this session. */
export async function proveIdentity(ctx: Ctx, raw: unknown, address: string): Promise<void> {
  const { userId, email, sessionId } = requireThemselves(ctx);
  const input = read(ProveIdentityInput, raw);
  if (input.method === "password") await requirePassword(ctx, userId, input.password);
  else await spendSecondFactor(ctx, userId, input, "proof", address);
  await mutate(ctx, async (tx) => {
    await recordProof(tx, sessionId, input.method, ctx.now);
    return {
      value: undefined,
      audit: {
        action: "session.proved",
        target: sessionId,
        targetName: email,
        detail: { method: input.method },
      },
    };
  });
}

/** Whoever looks through somebody's eyes proves nothing of theirs: an answer would tell right guesses from wrong ones. */
function requireThemselves(ctx: Ctx): MemberCaller {
  const caller = requireMember(ctx);
  if (caller.viewAs) throw new Refusal("not_allowed", "End the view first.");
  return caller;
}

async function requirePassword(ctx: Ctx, userId: string, password: string): Promise<void> {
  if (await hasSecondFactor(reader(ctx), userId))
    throw new Refusal(
      "not_allowed",
      "Use your authenticator app or passkey: the password alone is not enough.",
    );
  const key = `prove:${userId}`;
  await takeAttempt(reader(ctx), { key, free: 5 }, ctx.now);
  const user = await reader(ctx).user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  if (await isPassword(password, user.passwordHash)) return forgetAttempts(reader(ctx), key);
  const message = "This is not your password.";
  throw new Refusal("invalid_input", message, { password: message });
}
