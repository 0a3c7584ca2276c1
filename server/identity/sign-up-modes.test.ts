import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { approveNewcomer, declineNewcomer, listNewcomers } from "./decide-newcomer.ts";
import { inviteMember } from "./invite-member.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { getSignUpDoor, getSignUpSettings, updateSignUpSettings } from "./sign-up-settings.ts";
import { verifyEmail } from "./verify-email.ts";

const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "Firefox/1 (X11; Linux)" };
const password = "seven quiet otters waltz";
const email = "ada.lovelace@rail.test";

async function setMode(tx: Tx, mode: string, allowedDomains: string[] = []) {
  const admin = await makeMember(tx, { platformRole: "admin" });
  await updateSignUpSettings(ctxOf(tx, admin), { mode, allowedDomains });
  return admin;
}

async function mailed(tx: Tx, to: string, template: string): Promise<string> {
  const mail = await tx.outboxMail.findFirst({
    where: { toAddress: to, template },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return /token=([0-9A-Za-z]+)/.exec(mail?.text ?? "")?.[1] ?? "";
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

test("an administrator sets who may sign up; it is audited with what was before, and shown to visitors", () =>
  inRollback(async (tx) => {
    const admin = await makeMember(tx, { platformRole: "admin" });
    const ctx = ctxOf(tx, admin);
    expect(await getSignUpDoor(ctxOf(tx, VISITOR))).toMatchObject({ mode: "open", allowedDomains: [] });
    await updateSignUpSettings(ctx, { mode: "domains", allowedDomains: "Rail.test, *.lab.test rail.test" });
    expect(await getSignUpDoor(ctxOf(tx, VISITOR))).toMatchObject({
      mode: "domains",
      allowedDomains: ["rail.test", "*.lab.test"],
    });
    const event = await tx.auditEvent.findFirst({ where: { requestId: ctx.requestId } });
    expect(event).toMatchObject({
      action: "sign_up.settings_changed",
      detail: { mode: "domains", before: { mode: "open" } },
    });
  }));

test("nobody but an administrator sets or reads the setting, and what makes no sense is refused with nothing written", () =>
  inRollback(async (tx) => {
    const input = { mode: "approval" };
    const owner = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(updateSignUpSettings(owner, input))).toBe("not_allowed");
    expect(await refusalOf(getSignUpSettings(owner))).toBe("not_allowed");
    expect(await refusalOf(listNewcomers(owner))).toBe("not_allowed");
    expect(await refusalOf(updateSignUpSettings(ctxOf(tx, VISITOR), input))).toBe("not_signed_in");
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    for (const wrong of [
      { mode: "closed" },
      { mode: "domains" },
      { mode: "domains", allowedDomains: "rail.test nonsense" },
      { mode: "domains", allowedDomains: "*" },
    ])
      expect(await refusalOf(updateSignUpSettings(admin, wrong))).toBe("invalid_input");
    expect(await getSignUpSettings(admin)).toMatchObject({ mode: "open" });
  }));

test.each([
  ["the domain itself", "ada@rail.test", true],
  ["the domain in capitals", "Ada@RAIL.Test", true],
  ["a name below a pattern", "ada@x.lab.test", true],
  ["a subdomain that nobody allowed", "ada@sub.rail.test", false],
  ["the pattern's own domain", "ada@lab.test", false],
  ["a domain that ends alike", "ada@evilrail.test", false],
  ["a domain that begins alike", "ada@rail.test.evil.test", false],
  ["a Cyrillic look-alike", "ada@r\u0430il.test", false],
  ["a plus address elsewhere", "ada+rail.test@evil.test", false],
])("allowed domains: %s", (_what, address, isAllowed) =>
  inRollback(async (tx) => {
    await setMode(tx, "domains", ["rail.test", "*.lab.test"]);
    const attempt = signUp(ctxOf(tx, VISITOR), { email: address, password }, origin);
    if (isAllowed) expect(await attempt).toHaveProperty("browserSecret");
    else expect(await refusalOf(attempt)).toBe("not_allowed");
  }),
);

test.each([
  '"ada@rail.test"@evil.test',
  "ada@evil.test,x@rail.test",
  "Ada <ada@rail.test>",
  "ada@rail.test\nBcc: x@evil.test",
])("allowed domains: %j is no address at all", (address) =>
  inRollback(async (tx) => {
    await setMode(tx, "domains", ["rail.test"]);
    const before = await tx.outboxMail.count();
    expect(await refusalOf(signUp(ctxOf(tx, VISITOR), { email: address, password }, origin))).toBe(
      "invalid_input",
    );
    expect(await tx.outboxMail.count()).toBe(before);
  }),
);

test("a closed door answers the same whether or not the address has an account, and writes to nobody", () =>
  inRollback(async (tx) => {
    const known = await makeMember(tx);
    for (const [mode, domains] of [
      ["domains", ["rail.test"]],
      ["invitation", []],
    ] as const) {
      await setMode(tx, mode, [...domains]);
      const ask = (address: string) =>
        messageOf(signUp(ctxOf(tx, VISITOR), { email: address, password }, origin));
      expect(await ask(known.email)).toBe(await ask("nobody@example.test"));
    }
    expect(
      await tx.outboxMail.count({ where: { toAddress: { in: [known.email, "nobody@example.test"] } } }),
    ).toBe(0);
  }));

test("by invitation: only the link's holder with the very address it was sent to, while it lives", () =>
  inRollback(async (tx) => {
    await setMode(tx, "invitation");
    const owner = await makeMember(tx);
    await inviteMember(ctxOf(tx, owner), { email, role: "developer" });
    const secret = await mailed(tx, email, "invitation");
    const attempt = (address: string, next?: string) =>
      signUp(ctxOf(tx, VISITOR), { email: address, password, next }, origin);
    const here = `/join?token=${secret}`;
    expect(await refusalOf(attempt(email))).toBe("not_allowed");
    expect(await refusalOf(attempt("mallory@rail.test", here))).toBe("not_allowed");
    expect(await refusalOf(attempt("ada.lovelace+x@rail.test", here))).toBe("not_allowed");
    expect(await refusalOf(attempt(email, `/apps?next=${here}`))).toBe("not_allowed");
    expect(await refusalOf(attempt(email, "/join?token=another"))).toBe("not_allowed");
    expect(await tx.user.count({ where: { email } })).toBe(0);
    expect(await attempt("Ada.Lovelace@Rail.test", here)).toMatchObject({ email });
    expect(await tx.user.findUnique({ where: { email } })).toMatchObject({ status: "active" });
  }));

test.each(["revokedAt", "acceptedAt", "expiresAt"])(
  "by invitation: one whose %s has passed opens nothing",
  (field) =>
    inRollback(async (tx) => {
      await setMode(tx, "invitation");
      const owner = await makeMember(tx);
      const ctx = ctxOf(tx, owner);
      const { invitationId } = await inviteMember(ctx, { email, role: "developer" });
      const next = `/join?token=${await mailed(tx, email, "invitation")}`;
      await tx.invitation.update({ where: { id: invitationId }, data: { [field]: ctx.now } });
      expect(await refusalOf(signUp(ctxOf(tx, VISITOR), { email, password, next }, origin))).toBe(
        "not_allowed",
      );
    }),
);

async function makeWaiting(tx: Tx) {
  const admin = await setMode(tx, "approval");
  const pending = await signUp(ctxOf(tx, VISITOR), { email, password }, origin);
  const token = await mailed(tx, email, "verify-email");
  const browser = { ...origin, browserSecret: pending.browserSecret };
  const verified = await verifyEmail(ctxOf(tx, VISITOR), { token }, browser);
  const { id } = await tx.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  return { admin, verified, id };
}

test("under approval a confirmed address opens no session, waits in the list, and its administrators are told", () =>
  inRollback(async (tx) => {
    const { admin, verified, id } = await makeWaiting(tx);
    expect(verified.admission).toEqual({ kind: "waiting" });
    expect(await tx.session.count({ where: { userId: id } })).toBe(0);
    const { rows } = await listNewcomers(ctxOf(tx, admin));
    expect(rows.filter((row) => row.id === id)).toMatchObject([{ email }]);
    expect(await tx.outboxMail.count({ where: { toAddress: admin.email, template: "newcomer-waits" } })).toBe(
      1,
    );
    expect((await signIn(ctxOf(tx, VISITOR), { email, password }, origin)).kind).toBe("waiting");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), { email, password: "wrong" }, origin))).toBe(
      "invalid_input",
    );
    await requestPasswordReset(ctxOf(tx, VISITOR), { email }, origin);
    expect(await tx.outboxMail.count({ where: { toAddress: email, template: "reset-password" } })).toBe(0);
  }));

test("who has not confirmed the address is not yet shown and cannot be let in", () =>
  inRollback(async (tx) => {
    const admin = await setMode(tx, "approval");
    await signUp(ctxOf(tx, VISITOR), { email, password }, origin);
    const { id } = await tx.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const { rows } = await listNewcomers(ctxOf(tx, admin));
    expect(rows.map((row) => row.id)).not.toContain(id);
    expect(await refusalOf(approveNewcomer(ctxOf(tx, admin), { userId: id }))).toBe("not_found");
  }));

test("an approved person is told, signs in with their password, and cannot be decided on again", () =>
  inRollback(async (tx) => {
    const { admin, id } = await makeWaiting(tx);
    const ctx = ctxOf(tx, admin);
    expect(await refusalOf(approveNewcomer(ctxOf(tx, await makeMember(tx)), { userId: id }))).toBe(
      "not_allowed",
    );
    await approveNewcomer(ctx, { userId: id });
    expect(await tx.auditEvent.count({ where: { action: "user.approved", target: id } })).toBe(1);
    expect(await tx.outboxMail.count({ where: { toAddress: email, template: "newcomer-approved" } })).toBe(1);
    const result = await signIn(ctxOf(tx, VISITOR), { email, password }, origin);
    if (result.kind !== "session") throw new Error(result.kind);
    expect(await findMember(tx, result.session.id, ctx.now)).toMatchObject({ userId: id });
    expect(await refusalOf(approveNewcomer(ctx, { userId: id }))).toBe("not_found");
    expect(await refusalOf(declineNewcomer(ctx, { userId: id }))).toBe("not_found");
  }));

test("a declined person is told why, nothing of the account stays, and the address may try again", () =>
  inRollback(async (tx) => {
    const { admin, id } = await makeWaiting(tx);
    const { orgId } = await tx.membership.findFirstOrThrow({ where: { userId: id } });
    expect(await refusalOf(declineNewcomer(ctxOf(tx, await makeMember(tx)), { userId: id }))).toBe(
      "not_allowed",
    );
    await declineNewcomer(ctxOf(tx, admin), { userId: id, reason: "Not one of ours" });
    expect(await tx.user.count({ where: { id } })).toBe(0);
    expect(await tx.organisation.count({ where: { id: orgId } })).toBe(0);
    expect(
      await tx.outboxMail.findFirst({ where: { toAddress: email, template: "newcomer-declined" } }),
    ).toMatchObject({ text: expect.stringContaining("Not one of ours") });
    expect(await tx.auditEvent.count({ where: { action: "user.declined", target: id } })).toBe(1);
    expect(await signUp(ctxOf(tx, VISITOR), { email, password }, origin)).toMatchObject({ email });
  }));

test("signing up anew over an unconfirmed account follows the present mode, and never lifts a suspension", () =>
  inRollback(async (tx) => {
    await signUp(ctxOf(tx, VISITOR), { email, password }, origin);
    await setMode(tx, "approval");
    await signUp(ctxOf(tx, VISITOR), { email, password }, origin);
    expect(await tx.user.findUnique({ where: { email } })).toMatchObject({ status: "pending" });
    await tx.user.update({ where: { email }, data: { status: "suspended" } });
    await setMode(tx, "open");
    await signUp(ctxOf(tx, VISITOR), { email, password }, origin);
    expect(await tx.user.findUnique({ where: { email } })).toMatchObject({ status: "suspended" });
  }));
