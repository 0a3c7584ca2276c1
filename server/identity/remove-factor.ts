import { routes } from "#lib/routes.ts";
import { dropPasskey, dropTotp, hasSecondFactor, listFactors } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { hasConnection } from "./has-connection.ts";
import { PasskeyInput } from "./schema.ts";
import { lockFor } from "./store.ts";

/** Removes the person's authenticator app. */
export async function removeTotp(ctx: Ctx): Promise<void> {
  const { userId, email } = requireRecentProof(ctx);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `ways-in:${userId}`);
    if (!(await dropTotp(tx, userId))) throw new Refusal("not_found", "You have no authenticator app.");
    await requireWayIn(tx, userId);
    await mailRemoved(tx, email, "Your authenticator app", ctx.now);
    return {
      value: undefined,
      audit: { action: "factor.totp_removed", target: userId, targetName: email },
    };
  });
}

/** Removes one of the person's passkeys. */
export async function removePasskey(ctx: Ctx, raw: unknown): Promise<void> {
  const { userId, email } = requireRecentProof(ctx);
  const { passkeyId } = read(PasskeyInput, raw);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `ways-in:${userId}`);
    const name = await dropPasskey(tx, userId, passkeyId);
    if (name === null) throw new Refusal("not_found", "This passkey does not exist.");
    await requireWayIn(tx, userId);
    await mailRemoved(tx, email, `The passkey “${name}”`, ctx.now);
    return {
      value: undefined,
      audit: { action: "factor.passkey_removed", target: passkeyId, targetName: name, detail: { userId } },
    };
  });
}

/** Removes the person's password, once a passkey or a provider lets them in. */
export async function removePassword(ctx: Ctx): Promise<void> {
  const { userId, email } = requireRecentProof(ctx);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `ways-in:${userId}`);
    const { passkeys } = await listFactors(tx, userId);
    if (passkeys.length === 0 && !(await hasConnection(tx, userId))) {
      const message =
        "Add a passkey or connect an account first: without a password nothing else would let you in.";
      throw new Refusal("conflict", message);
    }
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: { not: null } },
      data: { passwordHash: null, isPasswordShort: false },
    });
    if (count === 0) throw new Refusal("conflict", "Your account has no password.");
    await tx.emailToken.deleteMany({ where: { userId, usedAt: null, purpose: "reset_password" } });
    const data = { path: routes.security() };
    await queueMail(tx, { to: email, template: "password-removed", data, now: ctx.now });
    return {
      value: undefined,
      audit: { action: "user.password_removed", target: userId, targetName: email },
    };
  });
}

/** Refuses, after a factor was taken away, what would leave the person outside or behind a weak door. */
async function requireWayIn(tx: Tx, userId: string): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true, isPasswordShort: true },
  });
  const { passkeys } = await listFactors(tx, userId);
  if (!user.passwordHash && passkeys.length === 0 && !(await hasConnection(tx, userId)))
    throw new Refusal("conflict", "This is your last way in. Set a password or add another passkey first.");
  if (user.isPasswordShort && !(await hasSecondFactor(tx, userId))) {
    throw new Refusal(
      "conflict",
      "Your password is too short to stand alone. Set a longer one before you remove your last second factor.",
    );
  }
}

async function mailRemoved(tx: Tx, to: string, what: string, now: Date): Promise<void> {
  await queueMail(tx, { to, template: "factor-removed", data: { what, path: routes.security() }, now });
}
