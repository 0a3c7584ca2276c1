import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf, sessionIn } from "#server/platform/testing/world.ts";
import { changePassword } from "./change-password.ts";
import { createUser } from "./create-user.ts";
import { findCallerByToken } from "./find-caller-by-token.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { proveIdentity } from "./prove-identity.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { peekReset, resetPassword } from "./reset-password.ts";
import { signIn } from "./sign-in.ts";
import { createEmailToken } from "./store.ts";

const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "" };
const old = { email: "ada@rail.test", password: "seven quiet otters waltz" };
const fresh = "nine loud badgers tango";
const now = new Date("2026-11-01T12:00:00Z");

async function signedIn(tx: Tx) {
  await createUser(ctxOf(tx, { kind: "job", name: "test" }), { ...old, name: "Ada" });
  const result = await signIn(ctxOf(tx, VISITOR), old, origin);
  if (result.kind !== "session") throw new Error("no session");
  const member = await findMember(tx, result.session.id, now);
  if (!member) throw new Error("no member");
  return member;
}

async function mailedToken(tx: Tx): Promise<string> {
  const mail = await tx.outboxMail.findFirstOrThrow({
    where: { toAddress: old.email, template: "reset-password" },
  });
  return /token=([0-9A-Za-z]+)/.exec(mail.text)?.[1] ?? "";
}

test("asking for an unknown address answers the same and mails nobody", () =>
  inRollback(async (tx) => {
    const before = await tx.outboxMail.count();
    expect(await requestPasswordReset(ctxOf(tx, VISITOR), { email: "nobody@rail.test" }, origin)).toEqual({
      email: "nobody@rail.test",
    });
    expect(await tx.outboxMail.count()).toBe(before);
  }));

test("a reset sets the password once, ends every session, signs in here, and tells the owner", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email, next: "/apps" }, origin);
    const token = await mailedToken(tx);
    expect(await peekReset(ctxOf(tx, VISITOR), token)).toEqual({ passwordMin: 15 });
    const { admission, next } = await resetPassword(ctxOf(tx, VISITOR), { token, password: fresh }, origin);
    const session = sessionIn(admission);
    expect(next).toBe("/apps");
    expect(await findMember(tx, member.sessionId, now)).toBeNull();
    expect(await findMember(tx, session.id, now)).toMatchObject({ userId: member.userId });
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), old, origin))).toBe("invalid_input");
    expect((await signIn(ctxOf(tx, VISITOR), { ...old, password: fresh }, origin)).kind).toBe("session");
    expect(
      await refusalOf(resetPassword(ctxOf(tx, VISITOR), { token, password: old.password }, origin)),
    ).toBe("not_found");
    expect(await tx.outboxMail.count({ where: { toAddress: old.email, template: "password-reset" } })).toBe(
      1,
    );
  }));

test("a reset link dies after an hour, and a weak password does not spend it", () =>
  inRollback(async (tx) => {
    await signedIn(tx);
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    const token = await mailedToken(tx);
    expect(
      await refusalOf(resetPassword(ctxOf(tx, VISITOR), { token, password: "passwordpassword" }, origin)),
    ).toBe("invalid_input");
    expect(await peekReset(ctxOf(tx, VISITOR), token)).toEqual({ passwordMin: 15 });
    const later = new Date(now.getTime() + 61 * 60_000);
    expect(
      await refusalOf(resetPassword(ctxOf(tx, VISITOR, later), { token, password: fresh }, origin)),
    ).toBe("not_found");
  }));

test("no more than three reset mails are sent for one address in a row", () =>
  inRollback(async (tx) => {
    await signedIn(tx);
    for (let i = 0; i < 5; i++) await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    expect(await tx.outboxMail.count({ where: { toAddress: old.email, template: "reset-password" } })).toBe(
      3,
    );
  }));

test("changing the password needs the old one, and ends the other sessions only", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    const other = await signIn(ctxOf(tx, VISITOR), old, origin);
    const ctx = ctxOf(tx, member);
    expect(await refusalOf(changePassword(ctx, { currentPassword: "wrong", password: fresh }))).toBe(
      "invalid_input",
    );
    await changePassword(ctx, { currentPassword: old.password, password: fresh });
    expect(await findMember(tx, member.sessionId, now)).not.toBeNull();
    expect(other.kind === "session" && (await findMember(tx, other.session.id, now))).toBeNull();
    expect(
      await tx.auditEvent.count({ where: { action: "user.password_changed", target: member.userId } }),
    ).toBe(1);
  }));

test("a reset ends the access tokens issued before it, says so in the log, and leaves other people's alone", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    const ctx = ctxOf(tx, member);
    const mine = await issueAccessToken(ctx, { name: "CI", scopes: ["apis:read"] });
    const other = await makeMember(tx);
    const theirs = await issueAccessToken(ctxOf(tx, other), { name: "CI", scopes: ["apis:read"] });
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    const token = await mailedToken(tx);
    expect(await findCallerByToken(mine.secret, now, tx)).not.toBeNull();
    const reset = ctxOf(tx, VISITOR);
    await resetPassword(reset, { token, password: fresh }, origin);
    expect(await findCallerByToken(mine.secret, now, tx)).toBeNull();
    expect(await findCallerByToken(theirs.secret, now, tx)).not.toBeNull();
    const event = await tx.auditEvent.findFirst({
      where: { action: "user.password_reset", requestId: reset.requestId },
    });
    expect(event?.detail).toEqual({ accessTokensRevoked: 1, connectionsEnded: 0 });
  }));

test("a reset ends connected providers and command lines let in, tells so, and keeps the second factors", () =>
  inRollback(async (tx) => {
    const { userId, orgId } = await signedIn(tx);
    await giveSecondFactor(tx, userId);
    await tx.externalIdentity.create({
      data: { id: newId("ext"), providerId: "google", subject: newId("ext"), userId },
    });
    const id = newId("dev");
    const grant = { id, deviceCodeHash: id, userCodeHash: id, deviceName: "laptop", address: "", scopes: [] };
    await tx.deviceGrant.create({
      data: { ...grant, userId, orgId, state: "approved", expiresAt: new Date("2027-01-01") },
    });
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    await resetPassword(ctxOf(tx, VISITOR), { token: await mailedToken(tx), password: fresh }, origin);
    expect(await tx.externalIdentity.count({ where: { userId } })).toBe(0);
    expect(await tx.deviceGrant.findUnique({ where: { id } })).toMatchObject({ state: "refused" });
    expect(await tx.passkey.count({ where: { userId } })).toBe(1);
    const mail = await tx.outboxMail.findFirst({
      where: { toAddress: old.email, template: "password-reset" },
    });
    expect(mail?.text).toContain("were disconnected too");
  }));

test("a reset does not get past the second factor, and lets people who have one choose a shorter password", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    await giveSecondFactor(tx, member.userId);
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    const token = await mailedToken(tx);
    expect(await peekReset(ctxOf(tx, VISITOR), token)).toEqual({ passwordMin: 8 });
    expect(await refusalOf(resetPassword(ctxOf(tx, VISITOR), { token, password: "x7#Lq9!" }, origin))).toBe(
      "invalid_input",
    );
    const before = await tx.session.count({ where: { userId: member.userId } });
    const { admission } = await resetPassword(ctxOf(tx, VISITOR), { token, password: "x7#Lq9!v" }, origin);
    expect(admission.kind).toBe("second_step");
    expect(await tx.session.count({ where: { userId: member.userId } })).toBe(before);
    expect(await tx.user.findUnique({ where: { id: member.userId } })).toMatchObject({
      isPasswordShort: true,
    });
  }));

test("of two resets by one link at once, the second is refused", () =>
  inRollback(async (tx) => {
    await signedIn(tx);
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    const token = await mailedToken(tx);
    const both = await Promise.allSettled(
      [fresh, "four small foxes juggle"].map((password) =>
        resetPassword(ctxOf(tx, VISITOR), { token, password }, origin),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  }));

test("one person's link sets nobody else's password, and a confirming link resets nothing", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    const secret = await createEmailToken(
      tx,
      { userId: member.userId, purpose: "verify_email", lifetimeMs: 3_600_000 },
      now,
    );
    expect(
      await refusalOf(resetPassword(ctxOf(tx, VISITOR), { token: secret, password: fresh }, origin)),
    ).toBe("not_found");
    await requestPasswordReset(ctxOf(tx, VISITOR), { email: old.email }, origin);
    const token = await mailedToken(tx);
    await tx.user.update({ where: { id: member.userId }, data: { status: "suspended" } });
    expect(await refusalOf(resetPassword(ctxOf(tx, VISITOR), { token, password: fresh }, origin))).toBe(
      "not_found",
    );
  }));

async function giveSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.passkey.create({
    data: {
      id: newId("pky"),
      userId,
      credentialId: newId("pky"),
      publicKey: new Uint8Array([1]),
      counter: 0n,
      name: "Key",
      isSynced: false,
    },
  });
}

test("proving oneself rightly, however often, costs no waiting", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    for (let i = 0; i < 7; i++)
      await proveIdentity(ctxOf(tx, member), { method: "password", password: old.password }, "192.0.2.7");
  }));
