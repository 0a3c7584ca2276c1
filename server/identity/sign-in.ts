import { networkOf, type RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { admitPerson } from "./admit-person.ts";
import { forgetAttempts, isAttemptFree, takeAttempt } from "./attempts.ts";
import { mailVerification } from "./mail-verification.ts";
import { isPassword } from "./password-hash.ts";
import { type Admission, SignInInput } from "./schema.ts";
import { EVEN_MS, takeAtLeast } from "./take-at-least.ts";

const WRONG =
  "The e-mail or the password is not right. If you have not confirmed your address yet, open the newest link in your mailbox first.";

/**
 * Admits the right e-mail and password, which for people with a second factor opens no session yet. Wrong answers,
 * unknown people, suspended ones and those who have yet to confirm their address, whose link is mailed again, cannot be
 * told apart: whoever signed up with a stranger's address would learn whether it had an account. Repeated ones must wait.
 */
export async function signIn(
  ctx: Ctx,
  raw: unknown,
  origin: RequestOrigin,
  next?: string,
): Promise<Admission> {
  const input = read(SignInInput, raw);
  const keys = await takeSignInAttempt(ctx, input.email, origin);
  const user = await reader(ctx).user.findUnique({
    where: { email: input.email },
    select: { id: true, passwordHash: true, status: true, emailVerifiedAt: true },
  });
  const isRight = await isPassword(input.password, user?.passwordHash);
  if (!user || !isRight || user.status === "suspended" || !user.emailVerifiedAt) {
    await takeAtLeast(EVEN_MS, async () => {
      if (user && isRight && user.status !== "suspended") await mailAgain(ctx, user.id, input.email, next);
    });
    throw new Refusal("invalid_input", WRONG, { password: WRONG });
  }
  for (const key of keys) await forgetAttempts(reader(ctx), key);

  const person = { userId: user.id, email: input.email, methods: ["password" as const], next };
  return mutate(ctx, async (tx) => {
    await holdPassword(tx, user);
    return admitPerson(tx, person, origin, ctx.now);
  });
}

/** Whoever sets a new password waits until this sign-in is done, and then ends it; one that was set meanwhile counts. */
async function holdPassword(
  tx: Tx,
  { id, passwordHash }: { id: string; passwordHash: string | null },
): Promise<void> {
  const { count } = await tx.user.updateMany({ where: { id, passwordHash }, data: { passwordHash } });
  if (count === 0) throw new Refusal("invalid_input", WRONG, { password: WRONG });
}

/**
 * Counts the attempt and answers the counts that a success wipes. Strangers are slowed down by account and network
 * together, by network, and by account over all networks. A browser in which the person has signed in before is counted
 * by itself, so that no stranger, not even behind the same address, can keep people out of their own account.
 */
async function takeSignInAttempt(ctx: Ctx, email: string, origin: RequestOrigin): Promise<string[]> {
  const tx = reader(ctx);
  const network = networkOf(origin.address);
  const deviceHash = origin.deviceSecret && sha256Hex(origin.deviceSecret);
  if (deviceHash && (await tx.knownDevice.count({ where: { deviceHash, user: { email } } })) > 0) {
    const key = `sign-in:${email}:device:${deviceHash}`;
    await takeAttempt(tx, { key, free: 10 }, ctx.now);
    return [key];
  }
  const [own, account] = [`sign-in:${email}:${network}`, `sign-in:${email}`];
  await takeAttempt(tx, { key: own, free: 5 }, ctx.now);
  await takeAttempt(tx, { key: `sign-in:${network}`, free: 60 }, ctx.now);
  await takeAttempt(tx, { key: account, free: 50 }, ctx.now);
  return [own, account];
}

async function mailAgain(ctx: Ctx, userId: string, email: string, next: string | undefined): Promise<void> {
  if (!(await isAttemptFree(reader(ctx), { key: `sign-up-mail:${email}`, free: 5 }, ctx.now))) return;
  await mutate(ctx, async (tx) => {
    await mailVerification(tx, { userId, email, next }, ctx.now);
    return {
      value: undefined,
      audit: { action: "user.verification_resent", target: userId, targetName: email },
    };
  });
}
