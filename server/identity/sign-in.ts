import { safeNext } from "#lib/safe-next.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { admitPerson } from "./admit-person.ts";
import { forgetAttempts, isAttemptFree, takeAttempt } from "./attempts.ts";
import { mailVerification } from "./mail-verification.ts";
import { isPassword } from "./password-hash.ts";
import { type Admission, type PendingSignUp, SignInInput } from "./schema.ts";

export type SignInResult = Admission | { kind: "unverified"; pending: PendingSignUp };

/**
 * Admits the right e-mail and password, which for people with a second factor opens no session yet; an address not yet confirmed gets its link again instead. Wrong
 * answers, unknown people and suspended ones cannot be told apart, and repeated ones must wait.
 */
export async function signIn(
  ctx: Ctx,
  raw: unknown,
  origin: RequestOrigin,
  next?: string,
): Promise<SignInResult> {
  const input = read(SignInInput, raw);
  const ownKey = `sign-in:${input.email}:${origin.address}`;
  await takeAttempt(reader(ctx), { key: ownKey, free: 5 }, ctx.now);
  await takeAttempt(reader(ctx), { key: `sign-in:${origin.address}`, free: 60 }, ctx.now);
  await takeAttempt(reader(ctx), { key: `sign-in:${input.email}`, free: 50 }, ctx.now);

  const user = await reader(ctx).user.findUnique({
    where: { email: input.email },
    select: { id: true, passwordHash: true, status: true, emailVerifiedAt: true },
  });
  const isRight = await isPassword(input.password, user?.passwordHash);
  if (!user || !isRight || user.status !== "active") {
    throw new Refusal("invalid_input", "The e-mail or the password is not right.", {
      password: "The e-mail or the password is not right.",
    });
  }
  await forgetAttempts(reader(ctx), ownKey);
  await forgetAttempts(reader(ctx), `sign-in:${input.email}`);
  if (!user.emailVerifiedAt)
    return { kind: "unverified", pending: await mailAgain(ctx, user.id, input.email, next) };

  const person = { userId: user.id, email: input.email, methods: ["password" as const], next };
  return mutate(ctx, (tx) => admitPerson(tx, person, origin, ctx.now));
}

async function mailAgain(
  ctx: Ctx,
  userId: string,
  email: string,
  next: string | undefined,
): Promise<PendingSignUp> {
  const browserSecret = randomBase62(32);
  const browserHash = sha256Hex(browserSecret);
  if (await isAttemptFree(reader(ctx), { key: `sign-up-mail:${email}`, free: 5 }, ctx.now)) {
    await mutate(ctx, async (tx) => {
      await mailVerification(tx, { userId, email, browserHash, next: safeNext(next, "") }, ctx.now);
      return {
        value: undefined,
        audit: { action: "user.verification_resent", target: userId, targetName: email },
      };
    });
  }
  return { email, browserSecret };
}
