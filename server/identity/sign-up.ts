import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { queueMail } from "#server/notify/index.ts";
import { networkOf, type RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader, type Tx } from "#server/platform/db.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { admitNewcomer } from "./admit-newcomer.ts";
import { isAttemptFree, takeAttempt } from "./attempts.ts";
import { isAddressKept } from "./kept-address.ts";
import { mailVerification } from "./mail-verification.ts";
import { hashPassword } from "./password-hash.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { recordAcceptance, requireTermsAccepted } from "./record-acceptance.ts";
import { type PendingSignUp, SignUpInput, type UserStatusValue } from "./schema.ts";
import { invitationIn } from "./sign-up-settings.ts";
import { insertPersonalOrganisation, insertUser, lockFor, nameOf } from "./store.ts";
import { EVEN_MS, takeAtLeast } from "./take-at-least.ts";

/**
 * Makes an account and mails the link that confirms it. The answer, and the time it takes, are the same for an address
 * that has an account already, or is kept for one; its owner gets a mail that says so. An account never confirmed is taken over by the
 * newest sign-up, and its older links die, so that nobody can lie in wait with a password of theirs.
 */
export async function signUp(ctx: Ctx, raw: unknown, origin: RequestOrigin): Promise<PendingSignUp> {
  const input = read(SignUpInput, raw);
  const newcomer = { email: input.email, invitation: invitationIn(input.next) };
  const status = await admitNewcomer(reader(ctx), newcomer, ctx.now);
  const terms = await requireTermsAccepted(ctx, input.terms);
  await requireGoodPassword(input.password, { email: input.email, name: input.name ?? "" });
  await takeAttempt(reader(ctx), { key: `sign-up:${networkOf(origin.address)}`, free: 20 }, ctx.now);
  const passwordHash = await hashPassword(input.password);
  const browserSecret = randomBase62(32);
  const name = input.name ?? nameOf(input.email);
  const next = safeNext(input.next, "");
  const isMailFree = await isAttemptFree(
    reader(ctx),
    { key: `sign-up-mail:${input.email}`, free: 5 },
    ctx.now,
  );

  const made = () =>
    mutate(ctx, async (tx) => {
      const existing = await tx.user.findUnique({
        where: { email: input.email },
        select: { id: true, emailVerifiedAt: true, status: true },
      });
      const leaveIt = async () => {
        if (isMailFree) await mailAccountExists(tx, input.email, ctx.now);
        return { value: null, audit: [] };
      };
      if (existing?.emailVerifiedAt) return leaveIt();
      if (await isAddressKept(tx, input.email, ctx.now)) {
        if (isMailFree)
          await queueMail(tx, { to: input.email, template: "address-kept", data: {}, now: ctx.now });
        return { value: null, audit: [] };
      }
      if (existing && !(await takeOver(tx, existing, { name, passwordHash, status }))) return leaveIt();
      const userId = existing
        ? existing.id
        : await insertUser(tx, { email: input.email, name, passwordHash, status }, ctx.now);
      if (terms) await recordAcceptance(tx, { userId, terms, origin }, ctx.now);
      const orgId = existing ? undefined : await insertPersonalOrganisation(tx, userId, name, ctx.now);
      if (isMailFree) {
        await mailVerification(
          tx,
          { userId, email: input.email, browserHash: sha256Hex(browserSecret), next },
          ctx.now,
        );
      }
      return {
        value: null,
        audit: { action: "user.signed_up", target: userId, targetName: input.email, orgId: orgId ?? null },
      };
    });
  await takeAtLeast(EVEN_MS, made).catch((error: unknown) => {
    // The same address twice at the same moment: the other one made the account and mailed the link.
    if (!isUniqueViolation(error)) throw error;
  });
  return { email: input.email, browserSecret };
}

/** Answers whether it did: not once the address was confirmed, be it at this very moment. */
async function takeOver(
  tx: Tx,
  { id: userId, status }: { id: string; status: UserStatusValue },
  data: { name: string; passwordHash: string; status: "active" | "pending" },
): Promise<boolean> {
  await lockFor(tx, `ways-in:${userId}`);
  const kept = status === "suspended" ? { status } : {};
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null, status },
    data: { ...data, ...kept, acceptedTerms: 0 },
  });
  if (count === 0) return false;
  await tx.emailToken.deleteMany({ where: { userId } });
  await tx.termsAcceptance.deleteMany({ where: { userId } });
  return true;
}

function mailAccountExists(tx: Tx, to: string, now: Date): Promise<void> {
  const data = { signInPath: routes.signIn(), resetPath: routes.forgotPassword() };
  return queueMail(tx, { to, template: "account-exists", data, now });
}
