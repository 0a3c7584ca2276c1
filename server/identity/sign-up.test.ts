import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf, sessionIn } from "#server/platform/testing/world.ts";
import { resendVerification } from "./resend-verification.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { peekVerification, verifyEmail } from "./verify-email.ts";

const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "Firefox/1 (X11; Linux)" };
const input = {
  email: "ada.lovelace@rail.test",
  password: "seven quiet otters waltz",
  next: "/apps/new?plan=1",
};
const later = (hours: number) => new Date(new Date("2026-11-01T12:00:00Z").getTime() + hours * 3_600_000);

async function mailedToken(tx: Tx, to: string): Promise<string> {
  const mail = await tx.outboxMail.findFirstOrThrow({
    where: { toAddress: to, template: "verify-email" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return /token=([0-9A-Za-z]+)/.exec(mail.text)?.[1] ?? "";
}

test("signing up makes a person, their own organisation with a team, an audit event and one mail; nothing secret is stored", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const pending = await signUp(ctx, { ...input, email: " Ada.Lovelace@Rail.test " }, origin);
    expect(pending.email).toBe(input.email);
    const user = await tx.user.findUniqueOrThrow({
      where: { email: input.email },
      include: {
        memberships: { include: { organisation: { include: { teams: true } } } },
        emailTokens: true,
      },
    });
    expect(user).toMatchObject({ name: "Ada Lovelace", emailVerifiedAt: null });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(user.memberships[0]).toMatchObject({
      role: "owner",
      organisation: { isPersonal: true, teams: [{ slug: "main" }] },
    });
    const token = await mailedToken(tx, input.email);
    expect(JSON.stringify(user.emailTokens)).not.toContain(token);
    expect(JSON.stringify(user.emailTokens)).not.toContain(pending.browserSecret);
    expect(await tx.auditEvent.findFirst({ where: { requestId: ctx.requestId } })).toMatchObject({
      action: "user.signed_up",
      target: user.id,
    });
  }));

test("an address that has an account gets the same answer, a mail that says so, and keeps its account untouched", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const before = await tx.user.findUnique({ where: { id: member.userId } });
    const pending = await signUp(ctxOf(tx, VISITOR), { ...input, email: member.email }, origin);
    expect(Object.keys(pending).sort()).toEqual(["browserSecret", "email"]);
    expect(await tx.user.findUnique({ where: { id: member.userId } })).toEqual(before);
    const mails = await tx.outboxMail.findMany({ where: { toAddress: member.email } });
    expect(mails.map(({ template }) => template)).toEqual(["account-exists"]);
  }));

test("a later sign-up with an unconfirmed address takes it over and kills the earlier link", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const first = await signUp(ctx, input, origin);
    const firstToken = await mailedToken(tx, input.email);
    await signUp(ctxOf(tx, VISITOR, later(1)), { ...input, password: "nine other badgers hum" }, origin);
    const browser = { ...origin, browserSecret: first.browserSecret };
    expect(await refusalOf(verifyEmail(ctx, { token: firstToken }, browser))).toBe("not_found");
  }));

test.each([
  ["a short password", { password: "only14letters!" }],
  ["a common password", { password: "Passw0rd12345678" }],
  ["a password of the own address", { password: "ada.lovelace.rail" }],
  ["two addresses", { email: "a@b.test, c@d.test" }],
  ["a quoted address", { email: '"a@evil.test"@b.test' }],
  ["a line break in the address", { email: "a@b.test\r\nBcc: c@d.test" }],
  ["markup in the name", { name: "<script>" }],
])("%s is refused and nothing is written", (_what, change) =>
  inRollback(async (tx) => {
    const [users, mails] = [await tx.user.count(), await tx.outboxMail.count()];
    expect(await refusalOf(signUp(ctxOf(tx, VISITOR), { ...input, ...change }, origin))).toBe(
      "invalid_input",
    );
    expect([await tx.user.count(), await tx.outboxMail.count()]).toEqual([users, mails]);
  }),
);

test("the link opened in the same browser confirms, signs in and leads on; looking at it spends nothing", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const { browserSecret } = await signUp(ctx, input, origin);
    const token = await mailedToken(tx, input.email);
    expect(await peekVerification(ctx, token, browserSecret)).toBe("ready");
    expect(await peekVerification(ctx, token, browserSecret)).toBe("ready");
    const { admission, next } = await verifyEmail(ctx, { token }, { ...origin, browserSecret });
    const session = sessionIn(admission);
    expect(next).toBe("/apps/new?plan=1");
    expect(await tx.session.findUnique({ where: { id: session.id } })).toMatchObject({
      address: "192.0.2.7",
      revokedAt: null,
    });
    expect(await tx.user.findUnique({ where: { email: input.email } })).toMatchObject({
      emailVerifiedAt: ctx.now,
    });
    expect(await refusalOf(verifyEmail(ctx, { token }, { ...origin, browserSecret }))).toBe("not_found");
  }));

test("the link opened anywhere else asks for the password, so that nobody confirms somebody else's account", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    await signUp(ctx, input, origin);
    const token = await mailedToken(tx, input.email);
    expect(await peekVerification(ctx, token)).toBe("other_browser");
    expect(await refusalOf(verifyEmail(ctx, { token }, origin))).toBe("invalid_input");
    expect(await refusalOf(verifyEmail(ctx, { token, password: "not the right password" }, origin))).toBe(
      "invalid_input",
    );
    expect(await tx.user.findUnique({ where: { email: input.email } })).toMatchObject({
      emailVerifiedAt: null,
    });
    await verifyEmail(ctx, { token, password: input.password }, origin);
    expect(await tx.user.findUnique({ where: { email: input.email } })).toMatchObject({
      emailVerifiedAt: ctx.now,
    });
  }));

test("a link that a sign-in had mailed again is of no browser, and asks for the password without naming another", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const { browserSecret } = await signUp(ctx, input, origin);
    const again = ctxOf(tx, VISITOR, later(1));
    const { email, password } = input;
    expect(await refusalOf(signIn(again, { email, password }, origin))).toBe("invalid_input");
    const token = await mailedToken(tx, email);
    expect(await peekVerification(again, token, browserSecret)).toBe("needs_password");
    expect(await refusalOf(verifyEmail(again, { token }, { ...origin, browserSecret }))).toBe(
      "invalid_input",
    );
  }));

test("the link dies after a day", () =>
  inRollback(async (tx) => {
    const { browserSecret } = await signUp(ctxOf(tx, VISITOR), input, origin);
    const token = await mailedToken(tx, input.email);
    const tomorrow = ctxOf(tx, VISITOR, later(25));
    expect(await peekVerification(tomorrow, token, browserSecret)).toBe("dead");
    expect(await refusalOf(verifyEmail(tomorrow, { token }, { ...origin, browserSecret }))).toBe("not_found");
  }));

test("a foreign address to go on to is forgotten", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const { browserSecret } = await signUp(ctx, { ...input, next: "//evil.test/" }, origin);
    const token = await mailedToken(tx, input.email);
    expect((await verifyEmail(ctx, { token }, { ...origin, browserSecret })).next).toBe("/");
  }));

test("the mail is sent again to the browser that signed up, and to no other", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const pending = await signUp(ctx, input, origin);
    await resendVerification(ctx, { ...pending, browserSecret: "another" });
    expect(await tx.outboxMail.count({ where: { toAddress: input.email } })).toBe(1);
    await resendVerification(ctx, pending);
    expect(await tx.outboxMail.count({ where: { toAddress: input.email } })).toBe(2);
  }));
