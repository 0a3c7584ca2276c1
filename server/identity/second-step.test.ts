import { expect, test } from "vitest";
import { spendTotp } from "#server/factors/index.ts";
import { codeAt, enrolPasskey, enrolTotp } from "#server/factors/testing/people.ts";
import type { Tx } from "#server/platform/db.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf, sessionIn } from "#server/platform/testing/world.ts";
import { createUser } from "./create-user.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { askSecondStepPasskey, peekSecondStep } from "./pending-sign-in.ts";
import { askProofPasskey, listProofs, proveIdentity } from "./prove-identity.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { resetPassword } from "./reset-password.ts";
import { resetUserSignIn } from "./reset-user-sign-in.ts";
import { signIn } from "./sign-in.ts";
import { askSignInPasskey, signInWithPasskey } from "./sign-in-with-passkey.ts";

const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "Firefox/140.0 Linux", deviceSecret: "d".repeat(32) };
const password = "seven quiet otters waltz";
const start = new Date("2026-11-01T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

/** Somebody with an authenticator app, who is about to sign in a few minutes after setting it up. */
async function makeAda(tx: Tx, email = "ada@second.test") {
  await createUser(ctxOf(tx, { kind: "job", name: "test" }), { email, password, name: "Ada" });
  const result = await signIn(ctxOf(tx, VISITOR, start), { email, password }, origin);
  if (result.kind !== "session") throw new Error(result.kind);
  const member = await findMember(tx, result.session.id, start);
  if (!member) throw new Error("no session");
  return { member, email, ...(await enrolTotp(ctxOf(tx, member, start))) };
}

async function firstStep(tx: Tx, email: string, now = after(300)): Promise<string> {
  const result = await signIn(ctxOf(tx, VISITOR, now), { email, password }, origin, "/apps/new");
  if (result.kind !== "second_step") throw new Error(`Expected a second step, not ${result.kind}.`);
  return result.pending.secret;
}

function finish(tx: Tx, pendingSecret: string | null, raw: unknown, now = after(300), address = "192.0.2.7") {
  return finishSignIn(ctxOf(tx, VISITOR, now), raw, { ...origin, address, pendingSecret });
}

const totp = (secret: string, now = after(300)) => ({ method: "totp", code: codeAt(secret, now) });

test("with a second factor the right password opens no session; the code in the same browser does, once, and leads on", () =>
  inRollback(async (tx) => {
    const { member, email, secret } = await makeAda(tx);
    const before = await tx.session.count({ where: { userId: member.userId } });
    const pending = await firstStep(tx, email);
    expect(await tx.session.count({ where: { userId: member.userId } })).toBe(before);
    expect(await peekSecondStep(ctxOf(tx, VISITOR, after(300)), pending)).toMatchObject({
      totp: true,
      passkey: false,
      recoveryCode: true,
    });
    const { admission, next } = await finish(tx, pending, totp(secret));
    expect(next).toBe("/apps/new");
    const session = await tx.session.findUniqueOrThrow({ where: { id: sessionIn(admission).id } });
    expect(session).toMatchObject({ methods: ["password", "totp"], provedAt: after(300) });
    expect(await refusalOf(finish(tx, pending, totp(secret, after(330)), after(330)))).toBe("not_found");
    expect(await peekSecondStep(ctxOf(tx, VISITOR, after(330)), pending)).toBeNull();
    const said = await tx.pendingSignIn.findMany({ where: { userId: member.userId } });
    expect(JSON.stringify(said)).not.toContain(pending);
  }));

test("the second step alone, without the first, with a made-up secret or after ten minutes opens nothing", () =>
  inRollback(async (tx) => {
    const { email, secret } = await makeAda(tx);
    expect(await refusalOf(finish(tx, null, totp(secret)))).toBe("not_found");
    expect(await refusalOf(finish(tx, "made-up", totp(secret)))).toBe("not_found");
    const pending = await firstStep(tx, email);
    const late = after(300 + 601);
    expect(await refusalOf(finish(tx, pending, totp(secret, late), late))).toBe("not_found");
    expect(
      await spendTotp(
        tx,
        (await tx.user.findUniqueOrThrow({ where: { email } })).id,
        codeAt(secret, late),
        late,
      ),
    ).toBe(true);
  }));

test("one person's first step and another's factor do not make a sign-in", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const eve = await makeAda(tx, "eve@second.test");
    const pending = await firstStep(tx, ada.email);
    expect(await refusalOf(finish(tx, pending, totp(eve.secret)))).toBe("invalid_input");
    const [code = ""] = eve.recoveryCodes;
    expect(await refusalOf(finish(tx, pending, { method: "recovery_code", code }))).toBe("invalid_input");
    const { authenticator } = await enrolPasskey(ctxOf(tx, eve.member, start));
    await enrolPasskey(ctxOf(tx, ada.member, start));
    const { challenge } = await askSecondStepPasskey(ctxOf(tx, VISITOR, after(300)), pending);
    const response = authenticator.get({ challenge, userId: eve.member.userId });
    expect(await refusalOf(finish(tx, pending, { method: "passkey", response }))).toBe("invalid_input");
    expect(await tx.session.count({ where: { userId: ada.member.userId } })).toBe(1);
  }));

test("a code that was taken in one browser is refused in another", () =>
  inRollback(async (tx) => {
    const { email, secret } = await makeAda(tx);
    const [first, second] = [await firstStep(tx, email), await firstStep(tx, email)];
    await finish(tx, first, totp(secret));
    expect(await refusalOf(finish(tx, second, totp(secret)))).toBe("invalid_input");
  }));

test("of two recovery codes for one first step only one opens a session, and its use is mailed with how many are left", () =>
  inRollback(async (tx) => {
    const { member, email, recoveryCodes } = await makeAda(tx);
    const pending = await firstStep(tx, email);
    const [one = "", two = ""] = recoveryCodes;
    await finish(tx, pending, { method: "recovery_code", code: one });
    expect(await refusalOf(finish(tx, pending, { method: "recovery_code", code: two }))).toBe("not_found");
    expect(await tx.recoveryCode.count({ where: { userId: member.userId, usedAt: null } })).toBe(9);
    const mail = await tx.outboxMail.findFirstOrThrow({
      where: { toAddress: email, template: "recovery-code-used" },
    });
    expect(mail.text).toContain("9 codes are left.");
    expect(
      await tx.auditEvent.count({ where: { action: "factor.recovery_code_used", target: member.userId } }),
    ).toBe(1);
  }));

test("wrong codes must wait longer and longer, by whichever kind; another address is not held up by them", () =>
  inRollback(async (tx) => {
    const { email, secret } = await makeAda(tx);
    const pending = await firstStep(tx, email);
    for (let i = 0; i < 5; i++) {
      const wrong = i % 2 ? { method: "totp", code: "000000" } : { method: "recovery_code", code: "nope" };
      expect(await refusalOf(finish(tx, pending, wrong))).toBe("invalid_input");
    }
    expect(await refusalOf(finish(tx, pending, totp(secret)))).toBe("limit_reached");
    await finish(tx, pending, totp(secret), after(300), "198.51.100.9");
  }));

test("a passkey is a second step too, and signs its holder in without an address or a password", () =>
  inRollback(async (tx) => {
    const { member, email } = await makeAda(tx);
    const { authenticator } = await enrolPasskey(ctxOf(tx, member, start));
    const pending = await firstStep(tx, email);
    const visitor = ctxOf(tx, VISITOR, after(300));
    const { challenge } = await askSecondStepPasskey(visitor, pending);
    await finish(tx, pending, { method: "passkey", response: authenticator.get({ challenge }) });

    const asked = await askSignInPasskey(visitor);
    expect(asked.allowCredentials ?? []).toEqual([]);
    const response = authenticator.get({ challenge: asked.challenge, userId: member.userId });
    const { session } = await signInWithPasskey(visitor, { response }, origin);
    expect(await tx.session.findUnique({ where: { id: session.id } })).toMatchObject({
      methods: ["passkey"],
    });
    const actors = await tx.auditEvent.findMany({
      where: { action: "user.signed_in", target: member.userId },
      select: { actorId: true },
    });
    expect(new Set(actors.map(({ actorId }) => actorId))).toEqual(new Set([member.userId]));
    expect(await refusalOf(signInWithPasskey(visitor, { response }, origin))).toBe("invalid_input");
    await tx.user.update({ where: { id: member.userId }, data: { status: "suspended" } });
    const again = authenticator.get({ challenge: (await askSignInPasskey(visitor)).challenge });
    expect(await refusalOf(signInWithPasskey(visitor, { response: again }, origin))).toBe("invalid_input");
  }));

test("a password set by a mailed link still takes the second factor, and may be short beside it", () =>
  inRollback(async (tx) => {
    const { member, email, secret } = await makeAda(tx);
    const visitor = ctxOf(tx, VISITOR, after(300));
    await requestPasswordReset(visitor, { email }, origin);
    const mail = await tx.outboxMail.findFirstOrThrow({
      where: { toAddress: email, template: "reset-password" },
    });
    const token = /token=(\w+)/.exec(mail.text)?.[1];
    const short = "otter-waltz";
    const { admission } = await resetPassword(visitor, { token, password: short }, origin);
    if (admission.kind !== "second_step") throw new Error(admission.kind);
    expect(await tx.session.count({ where: { userId: member.userId, revokedAt: null } })).toBe(0);
    expect(await tx.user.findUnique({ where: { email } })).toMatchObject({ isPasswordShort: true });
    await finish(tx, admission.pending.secret, totp(secret));
    expect(await tx.session.count({ where: { userId: member.userId, revokedAt: null } })).toBe(1);
  }));

test("in the middle of a session whoever has a factor proves themselves with it, others with their password", () =>
  inRollback(async (tx) => {
    const { member, secret } = await makeAda(tx);
    const later = after(3_000);
    const ctx = ctxOf(tx, { ...member, provedAt: start }, later);
    expect(await listProofs(ctx)).toEqual({
      password: false,
      totp: true,
      passkey: false,
      recoveryCode: false,
    });
    expect(await refusalOf(proveIdentity(ctx, { method: "password", password }, ""))).toBe("not_allowed");
    expect(await refusalOf(proveIdentity(ctx, { method: "totp", code: "000000" }, ""))).toBe("invalid_input");
    expect((await findMember(tx, member.sessionId, later))?.provedAt).toEqual(start);
    await proveIdentity(ctx, totp(secret, later), "");
    expect((await findMember(tx, member.sessionId, later))?.provedAt).toEqual(later);
    expect(await refusalOf(proveIdentity(ctx, totp(secret, later), ""))).toBe("invalid_input");

    const { authenticator } = await enrolPasskey(ctxOf(tx, member, start));
    const { challenge } = await askProofPasskey(ctx);
    await proveIdentity(ctx, { method: "passkey", response: authenticator.get({ challenge }) }, "");
    expect(await tx.auditEvent.count({ where: { action: "session.proved", target: member.sessionId } })).toBe(
      2,
    );

    const plain = await makeMember(tx);
    const plainCtx = ctxOf(tx, plain);
    expect(await refusalOf(proveIdentity(plainCtx, { method: "password", password: "x" }, ""))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(proveIdentity(ctxOf(tx, VISITOR), { method: "password", password }, ""))).toBe(
      "not_signed_in",
    );
  }));

test("when an administrator resets how a person signs in, a second step that waits is worth nothing any more", () =>
  inRollback(async (tx) => {
    const { member, email, secret } = await makeAda(tx);
    const admin = await makeMember(tx, { platformRole: "admin" });
    const pending = await firstStep(tx, email);
    await resetUserSignIn(ctxOf(tx, admin, after(300)), { userId: member.userId });
    expect(await peekSecondStep(ctxOf(tx, VISITOR, after(300)), pending)).toBeNull();
    expect(await refusalOf(finish(tx, pending, totp(secret)))).toBe("not_found");
    expect(await tx.session.count({ where: { userId: member.userId, revokedAt: null } })).toBe(0);
  }));

test("a sign-in in a browser never seen before is mailed; the first ever and a known one are not", () =>
  inRollback(async (tx) => {
    const email = "ada@device.test";
    await createUser(ctxOf(tx, { kind: "job", name: "test" }), { email, password, name: "Ada" });
    const mails = () => tx.outboxMail.count({ where: { toAddress: email, template: "new-device" } });
    const enter = (deviceSecret: string) =>
      signIn(ctxOf(tx, VISITOR, start), { email, password }, { ...origin, deviceSecret });
    await enter("a");
    await enter("a");
    expect(await mails()).toBe(0);
    await enter("b");
    expect(await mails()).toBe(1);
    await enter("b");
    expect(await mails()).toBe(1);
  }));
