import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { confirmEmailChange, peekEmailChange } from "./confirm-email-change.ts";
import { getSecurity } from "./get-security.ts";
import { requestEmailChange } from "./request-email-change.ts";
import { signUp } from "./sign-up.ts";
import { insertPersonalOrganisation, insertUser, openSession } from "./store.ts";
import { peekEmailUndo, undoEmailChange } from "./undo-email-change.ts";

const VISITOR = { kind: "visitor" } as const;
const start = new Date("2026-11-01T12:00:00Z");
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const fresh = () => `${newId("req").toLowerCase().replace("_", "-")}@new.test`;

async function mailed(tx: Tx, toAddress: string, template: string): Promise<string> {
  const mail = await tx.outboxMail.findFirstOrThrow({
    where: { toAddress, template },
    orderBy: { id: "desc" },
  });
  return /token=(\w+)/.exec(mail.text)?.[1] ?? "";
}

async function makeAda(tx: Tx) {
  const member = await makeMember(tx);
  const origin = { address: "192.0.2.7", userAgent: "Firefox" };
  const session = await openSession(tx, member.userId, origin, start, ["password"]);
  const caller = await findMember(tx, session.id, start);
  if (!caller) throw new Error("no session");
  return { caller, ctx: ctxOf(tx, caller, start), email: caller.email };
}

test("an address changes by a link at the new one, opened by the person signed in, once; the old one is told", () =>
  inRollback(async (tx) => {
    const { caller, ctx, email } = await makeAda(tx);
    const newEmail = fresh();
    await requestEmailChange(ctx, { email: newEmail.toUpperCase() });
    expect(await tx.user.findUnique({ where: { id: caller.userId } })).toMatchObject({ email });
    const token = await mailed(tx, newEmail, "confirm-new-email");
    expect(await peekEmailChange(ctx, token)).toMatchObject({ oldEmail: email, newEmail, isMine: true });
    expect(await refusalOf(confirmEmailChange(ctxOf(tx, VISITOR, start), { token }))).toBe("not_signed_in");
    const stranger = ctxOf(tx, await makeMember(tx), start);
    expect(await refusalOf(confirmEmailChange(stranger, { token }))).toBe("not_allowed");
    expect(await refusalOf(confirmEmailChange(ctx, { token: "made-up" }))).toBe("not_found");
    expect(await refusalOf(confirmEmailChange(ctxOf(tx, caller, after(25)), { token }))).toBe("not_found");

    await confirmEmailChange(ctx, { token });
    expect(await tx.user.findUnique({ where: { id: caller.userId } })).toMatchObject({ email: newEmail });
    expect(await refusalOf(confirmEmailChange(ctx, { token }))).toBe("not_found");
    expect(await tx.outboxMail.count({ where: { toAddress: email, template: "email-changed" } })).toBe(1);
    expect(
      await tx.auditEvent.count({ where: { action: "user.email_changed", target: caller.userId } }),
    ).toBe(1);
    const rows = await tx.emailChange.findMany({ where: { userId: caller.userId } });
    expect(JSON.stringify(rows)).not.toContain(token);
  }));

test("the page of who asked names the address that waits, until it is confirmed or its link is over", () =>
  inRollback(async (tx) => {
    const { caller, ctx } = await makeAda(tx);
    const newEmail = fresh();
    expect(await getSecurity(ctx)).toMatchObject({ nextEmail: null });
    await requestEmailChange(ctx, { email: newEmail });
    expect(await getSecurity(ctx)).toMatchObject({ nextEmail: newEmail });
    expect(await getSecurity(ctxOf(tx, caller, after(25)))).toMatchObject({ nextEmail: null });
    await confirmEmailChange(ctx, { token: await mailed(tx, newEmail, "confirm-new-email") });
    expect(await getSecurity(ctx)).toMatchObject({ nextEmail: null });
  }));

test("an address in use is answered alike, mails its owner only, and gives no link", () =>
  inRollback(async (tx) => {
    const { ctx } = await makeAda(tx);
    const taken = (await makeMember(tx)).email;
    const free = fresh();
    expect(await requestEmailChange(ctx, { email: taken })).toEqual({ email: taken });
    expect(await tx.outboxMail.count({ where: { toAddress: taken, template: "confirm-new-email" } })).toBe(0);
    expect(await tx.outboxMail.count({ where: { toAddress: taken, template: "email-taken" } })).toBe(1);
    expect(await requestEmailChange(ctx, { email: free })).toEqual({ email: free });
    expect(await refusalOf(requestEmailChange(ctx, { email: "not an address" }))).toBe("invalid_input");
    expect(
      await refusalOf(
        requestEmailChange(ctx, { email: ctx.caller.kind === "member" ? ctx.caller.email : "" }),
      ),
    ).toBe("invalid_input");
  }));

test("a newer wish kills the link of the one before", () =>
  inRollback(async (tx) => {
    const { ctx } = await makeAda(tx);
    const [first, second] = [fresh(), fresh()];
    await requestEmailChange(ctx, { email: first });
    await requestEmailChange(ctx, { email: second });
    const dead = await mailed(tx, first, "confirm-new-email");
    expect(await refusalOf(confirmEmailChange(ctx, { token: dead }))).toBe("not_found");
    await confirmEmailChange(ctx, { token: await mailed(tx, second, "confirm-new-email") });
  }));

test("the old address stops a change that waits, and its link is dead afterwards", () =>
  inRollback(async (tx) => {
    const { caller, ctx, email } = await makeAda(tx);
    const newEmail = fresh();
    await requestEmailChange(ctx, { email: newEmail });
    const undo = await mailed(tx, email, "email-change-asked");
    await undoEmailChange(ctxOf(tx, VISITOR, start), { token: undo });
    expect(await findMember(tx, caller.sessionId, start)).toBeNull();
    const token = await mailed(tx, newEmail, "confirm-new-email");
    expect(await refusalOf(confirmEmailChange(ctx, { token }))).toBe("not_found");
    expect(await refusalOf(undoEmailChange(ctxOf(tx, VISITOR, start), { token: undo }))).toBe("not_found");
  }));

test("for seven days the old address takes the account back, whatever was changed after; sessions and newer tokens end", () =>
  inRollback(async (tx) => {
    const { caller, ctx, email } = await makeAda(tx);
    const [second, third] = [fresh(), fresh()];
    await requestEmailChange(ctx, { email: second });
    await confirmEmailChange(ctx, { token: await mailed(tx, second, "confirm-new-email") });
    const undo = await mailed(tx, email, "email-changed");
    const moved = ctxOf(tx, { ...caller, email: second, provedAt: after(1) }, after(1));
    await requestEmailChange(moved, { email: third });
    await confirmEmailChange(moved, { token: await mailed(tx, third, "confirm-new-email") });
    await tx.accessToken.create({
      data: {
        id: newId("pat"),
        orgId: caller.orgId,
        userId: caller.userId,
        name: "t",
        tokenHash: newId("pat"),
        hint: "t",
        createdAt: after(2),
      },
    });
    const visitor = (hours: number) => ctxOf(tx, VISITOR, after(hours));
    expect(await peekEmailUndo(visitor(7 * 24 + 1), undo)).toBeNull();
    expect(await refusalOf(undoEmailChange(visitor(7 * 24 + 1), { token: undo }))).toBe("not_found");
    expect(await peekEmailUndo(visitor(100), undo)).toMatchObject({ oldEmail: email, isConfirmed: true });
    await undoEmailChange(visitor(100), { token: undo });
    expect(await tx.user.findUnique({ where: { id: caller.userId } })).toMatchObject({ email });
    expect(await findMember(tx, caller.sessionId, start)).toBeNull();
    expect(await tx.accessToken.count({ where: { userId: caller.userId, revokedAt: null } })).toBe(0);
    const undoOfThird = await mailed(tx, second, "email-changed");
    expect(await refusalOf(undoEmailChange(visitor(100), { token: undoOfThird }))).toBe("not_found");
    expect(await tx.outboxMail.count({ where: { toAddress: email, template: "email-change-undone" } })).toBe(
      1,
    );
    expect(
      await tx.auditEvent.count({ where: { action: "user.email_change_undone", target: caller.userId } }),
    ).toBe(1);
  }));

test("a change is not asked for without a recent proof, and nothing is mailed", () =>
  inRollback(async (tx) => {
    const { caller } = await makeAda(tx);
    const email = fresh();
    const stale = ctxOf(tx, { ...caller, provedAt: null }, start);
    expect(await refusalOf(requestEmailChange(stale, { email }))).toBe("proof_required");
    expect(await tx.outboxMail.count({ where: { toAddress: email } })).toBe(0);
  }));

const origin = { address: "192.0.2.9", userAgent: "Firefox" };

/** Somebody who signed up with an address and never confirmed it. */
async function squat(tx: Tx, email: string): Promise<string> {
  const id = await insertUser(tx, { email, name: "Squatter", passwordHash: "x" }, start);
  await insertPersonalOrganisation(tx, id, "Squatter", start);
  return id;
}

async function move(tx: Tx, { ctx }: Awaited<ReturnType<typeof makeAda>>, newEmail: string): Promise<void> {
  await requestEmailChange(ctx, { email: newEmail });
  await confirmEmailChange(ctx, { token: await mailed(tx, newEmail, "confirm-new-email") });
}

test("while an address can be taken back nobody else gets it: not by signing up, and not by moving to it", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    await move(tx, ada, fresh());
    const password = "seven quiet otters waltz";
    const visitor = ctxOf(tx, VISITOR, after(1));
    expect(await signUp(visitor, { email: ada.email, password }, origin)).toMatchObject({ email: ada.email });
    expect(await tx.user.count({ where: { email: ada.email } })).toBe(0);
    expect(await tx.outboxMail.count({ where: { toAddress: ada.email, template: "address-kept" } })).toBe(1);
    const other = ctxOf(tx, await makeMember(tx), after(1));
    expect(await requestEmailChange(other, { email: ada.email })).toEqual({ email: ada.email });
    expect(
      await tx.outboxMail.count({ where: { toAddress: ada.email, template: "confirm-new-email" } }),
    ).toBe(0);
    const late = ctxOf(tx, VISITOR, after(7 * 24 + 1));
    await signUp(late, { email: ada.email, password }, origin);
    expect(await tx.user.count({ where: { email: ada.email } })).toBe(1);
  }));

test("a person may move back to their own earlier address", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const newEmail = fresh();
    await move(tx, ada, newEmail);
    await move(tx, { ...ada, ctx: ctxOf(tx, { ...ada.caller, email: newEmail }, start) }, ada.email);
    expect(await tx.user.findUnique({ where: { id: ada.caller.userId } })).toMatchObject({
      email: ada.email,
    });
  }));

test("whoever signed up with an address and never confirmed it blocks neither an undo nor an honest change", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const { userId } = ada.caller;
    const newEmail = fresh();
    const atNew = await squat(tx, newEmail);
    await move(tx, ada, newEmail);
    expect(await tx.user.findUnique({ where: { id: userId } })).toMatchObject({ email: newEmail });
    const atOld = await squat(tx, ada.email);
    const undo = await mailed(tx, ada.email, "email-changed");
    await undoEmailChange(ctxOf(tx, VISITOR, after(2)), { token: undo });
    expect(await tx.user.findUnique({ where: { id: userId } })).toMatchObject({ email: ada.email });
    expect(await tx.user.count({ where: { id: { in: [atNew, atOld] } } })).toBe(0);
    expect(await tx.membership.count({ where: { userId: { in: [atNew, atOld] } } })).toBe(0);
  }));

test("a suspended account keeps its address from others, confirmed or not", () =>
  inRollback(async (tx) => {
    const { ctx } = await makeAda(tx);
    const email = fresh();
    await tx.user.update({ where: { id: await squat(tx, email) }, data: { status: "suspended" } });
    await requestEmailChange(ctx, { email });
    expect(await tx.outboxMail.count({ where: { toAddress: email, template: "confirm-new-email" } })).toBe(0);
  }));

test("an undo takes the password and every factor, token, connection and invitation since the change or shortly before, and says so; older ones stay", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const { userId, orgId } = ada.caller;
    const passkey = (createdAt: Date) => {
      const id = newId("pky");
      const key = { publicKey: Buffer.from("x"), counter: 0n, transports: [], name: "Key", isSynced: false };
      return tx.passkey.create({ data: { ...key, id, userId, credentialId: id, createdAt } });
    };
    const identity = (linkedAt: Date) => {
      const id = newId("ext");
      return tx.externalIdentity.create({
        data: { id, providerId: "google", subject: id, userId, linkedAt },
      });
    };
    await tx.user.update({ where: { id: userId }, data: { passwordHash: "x" } });
    const token = (createdAt: Date) => {
      const id = newId("pat");
      const secret = { tokenHash: id, hint: "x", scopes: [] };
      return tx.accessToken.create({ data: { ...secret, id, orgId, userId, name: "CI", createdAt } });
    };
    const old = after(-31 * 24);
    const [oldKey, oldIdentity, oldToken] = [await passkey(old), await identity(old), await token(old)];
    // Whoever took the account prepares before they ask for another address.
    await passkey(after(-1));
    await identity(after(-20 * 24));
    await token(after(-1));
    await move(tx, ada, fresh());
    await passkey(after(1));
    await identity(after(1));
    await tx.totpFactor.create({
      data: { userId, sealedSecret: Buffer.from("x"), createdAt: after(1), confirmedAt: after(1) },
    });
    await tx.recoveryCode.create({ data: { id: newId("rec"), userId, codeHash: "x", createdAt: after(1) } });
    const id = newId("inv");
    await tx.invitation.create({
      data: {
        id,
        orgId,
        email: "second@evil.test",
        role: "owner",
        tokenHash: id,
        invitedBy: userId,
        createdAt: after(1),
        expiresAt: after(99),
      },
    });
    const undo = await mailed(tx, ada.email, "email-changed");
    await undoEmailChange(ctxOf(tx, VISITOR, after(2)), { token: undo });
    expect((await tx.user.findUniqueOrThrow({ where: { id: userId } })).passwordHash).toBeNull();
    expect(await tx.passkey.findMany({ where: { userId } })).toMatchObject([{ id: oldKey.id }]);
    expect(await tx.externalIdentity.findMany({ where: { userId } })).toMatchObject([{ id: oldIdentity.id }]);
    expect(await tx.accessToken.findMany({ where: { userId, revokedAt: null } })).toMatchObject([
      { id: oldToken.id },
    ]);
    const told = await tx.outboxMail.findFirstOrThrow({
      where: { toAddress: ada.email, template: "email-change-undone" },
    });
    expect(told.text.replace(/\s+/g, " ")).toContain(
      "1 authenticator app, 2 passkeys, 2 connected accounts, 1 access token, 1 open invitation",
    );
    expect(await tx.totpFactor.count({ where: { userId } })).toBe(0);
    expect(await tx.recoveryCode.count({ where: { userId } })).toBe(0);
    expect((await tx.invitation.findUniqueOrThrow({ where: { id } })).revokedAt).toEqual(after(2));
  }));
