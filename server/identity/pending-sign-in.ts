import { askForPasskey, listFactors, type PasskeyRequest } from "#server/factors/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { keptNext } from "#server/platform/kept-next.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { ProofChoices } from "./schema.ts";

const GONE = "This sign-in took too long or was finished elsewhere. Start again with your password.";

/** The sign-in that waits for its second step in the browser that holds this secret, or a refusal. */
export async function getPendingSignIn(ctx: Ctx, secret: string | null) {
  const pending = await reader(ctx).pendingSignIn.findFirst({
    where: {
      secretHash: sha256Hex(secret ?? ""),
      usedAt: null,
      expiresAt: { gt: ctx.now },
      user: { status: "active" },
    },
    select: { id: true, userId: true, methods: true, next: true, user: { select: { email: true } } },
  });
  if (!pending) throw new Refusal("not_found", GONE);
  return { ...pending, next: keptNext(pending.next) };
}

/** What the person may choose from; null when nothing waits in this browser. Looking spends nothing. */
export async function peekSecondStep(ctx: Ctx, secret: string | null): Promise<ProofChoices | null> {
  const pending = await getPendingSignIn(ctx, secret).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!pending) return null;
  const { totp, passkeys, recoveryCodesLeft } = await listFactors(reader(ctx), pending.userId);
  return {
    password: false,
    totp: totp !== null,
    passkey: passkeys.length > 0,
    recoveryCode: recoveryCodesLeft > 0,
  };
}

/** What the browser needs to ask for a passkey of the person whose sign-in waits. */
export async function askSecondStepPasskey(ctx: Ctx, secret: string | null): Promise<PasskeyRequest> {
  const { userId } = await getPendingSignIn(ctx, secret);
  return askForPasskey(reader(ctx), "second_step", userId, ctx.now);
}

/** Marks it as finished; of two at once, the second is refused. */
export async function spendPendingSignIn(ctx: Ctx, id: string): Promise<void> {
  const { count } = await reader(ctx).pendingSignIn.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: ctx.now },
  });
  if (count === 0) throw new Refusal("not_found", GONE);
}
