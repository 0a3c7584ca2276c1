import { safeNext } from "#lib/safe-next.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { admitPerson } from "./admit-person.ts";
import { takeAttempt } from "./attempts.ts";
import { tellOfNewcomer } from "./decide-newcomer.ts";
import { findEmailLink } from "./find-email-link.ts";
import { isPassword } from "./password-hash.ts";
import { type Admission, VerifyEmailInput } from "./schema.ts";
import { lockFor, spendEmailToken } from "./store.ts";

/** What the page behind a mailed link shows. Looking spends nothing, so that mail scanners may look. */
export type EmailLinkState = "ready" | "other_browser" | "needs_password" | "dead";

const DEAD = "This link was used already, has expired, or was replaced by a newer one.";

/**
 * Confirms an address and signs the person in. In the browser that signed up the link is enough; anywhere else the
 * password is asked for too, so that nobody confirms an account that somebody else opened with their address.
 */
export async function verifyEmail(
  ctx: Ctx,
  raw: unknown,
  browser: RequestOrigin & { browserSecret?: string },
): Promise<{ admission: Admission; next: string }> {
  const input = read(VerifyEmailInput, raw);
  const link = await findEmailLink(ctx, "verify_email", input.token);
  if (!link) throw new Refusal("not_found", DEAD);
  if (!isSameBrowser(link.browserHash, browser.browserSecret))
    await requirePassword(ctx, link, input.password);

  return mutate(ctx, async (tx) => {
    await lockFor(tx, `ways-in:${link.userId}`);
    await spendEmailToken(tx, link.id, ctx.now);
    await tx.emailToken.deleteMany({ where: { userId: link.userId, purpose: "verify_email", usedAt: null } });
    await tx.user.update({ where: { id: link.userId }, data: { emailVerifiedAt: ctx.now } });
    const person = {
      userId: link.userId,
      email: link.user.email,
      // It was chosen in this very browser, or asked for just now.
      methods: ["mail" as const, "password" as const],
      next: link.next ?? undefined,
    };
    if (link.user.status === "pending") await tellOfNewcomer(tx, link.user.email, ctx.now);
    const { value: admission, audit } = await admitPerson(tx, person, browser, ctx.now);
    return {
      value: { admission, next: safeNext(link.next, "/") },
      audit: [
        { action: "user.email_verified", target: link.userId, targetName: link.user.email },
        ...(admission.kind === "session" ? [] : [audit]),
      ],
    };
  });
}

export async function peekVerification(
  ctx: Ctx,
  token: string,
  browserSecret?: string,
): Promise<EmailLinkState> {
  const link = await findEmailLink(ctx, "verify_email", token);
  if (!link) return "dead";
  // A link that a sign-in had mailed again belongs to no browser.
  if (link.browserHash === null) return "needs_password";
  return isSameBrowser(link.browserHash, browserSecret) ? "ready" : "other_browser";
}

function isSameBrowser(browserHash: string | null, browserSecret: string | undefined): boolean {
  return browserHash !== null && browserSecret !== undefined && sha256Hex(browserSecret) === browserHash;
}

async function requirePassword(
  ctx: Ctx,
  link: { userId: string; user: { passwordHash: string | null } },
  password: string | undefined,
): Promise<void> {
  if (!password) {
    const message = "Enter the password that you chose when you signed up.";
    throw new Refusal("invalid_input", message, { password: message });
  }
  await takeAttempt(reader(ctx), { key: `verify:${link.userId}`, free: 5 }, ctx.now);
  if (await isPassword(password, link.user.passwordHash)) return;
  const message = "This is not the password that this account was opened with.";
  throw new Refusal("invalid_input", message, { password: message });
}
