import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { confirmEmailChange, peekEmailChange } from "./confirm-email-change.ts";
import { requestEmailChange } from "./request-email-change.ts";
import { openSession } from "./store.ts";
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
