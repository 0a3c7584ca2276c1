import { expect, test } from "vitest";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { endUserSessions } from "./end-user-sessions.ts";
import { getUser } from "./get-user.ts";
import { listDormantUsers } from "./list-dormant-users.ts";
import { remindDormantUser } from "./remind-dormant-user.ts";
import { resetUserSignIn } from "./reset-user-sign-in.ts";
import { withdrawAccessToken } from "./withdraw-access-token.ts";

const now = new Date("2026-11-01T12:00:00Z");

async function openSession(tx: Tx, { userId }: MemberCaller, id = newId("ses")): Promise<string> {
  await tx.session.create({ data: { id, userId, expiresAt: new Date("2027-01-01") } });
  return id;
}

async function addToken(tx: Tx, { userId, orgId }: MemberCaller): Promise<string> {
  const id = newId("pat");
  await tx.accessToken.create({
    data: { id, userId, orgId, name: "CI", tokenHash: id, hint: "pat_", scopes: ["apis:read"] },
  });
  return id;
}

async function lookAfter(tx: Tx, platformRole: "access_manager" | "admin" = "access_manager") {
  return ctxOf(tx, { ...(await makeMember(tx, { platformRole })), provedAt: now }, now);
}

test("a person's page tells where they are signed in, what guards them and what acts for them, and no secret", () =>
  inRollback(async (tx) => {
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }), now);
    const person = await makeMember(tx);
    const sessionId = await openSession(tx, person);
    const tokenId = await addToken(tx, person);
    const user = await getUser(auditor, { userId: person.userId });
    expect(user).toMatchObject({
      email: person.email,
      memberships: [{ orgId: person.orgId, role: "owner" }],
      sessions: [{ id: sessionId }],
      tokens: [{ id: tokenId, state: "active" }],
      factors: [],
    });
    expect(JSON.stringify(user)).not.toMatch(/hash/i);
    expect(await refusalOf(getUser(auditor, { userId: "usr_none" }))).toBe("not_found");
    expect(await refusalOf(getUser(ctxOf(tx, person), { userId: person.userId }))).toBe("not_allowed");
  }));

test("sessions are ended one or all, the person is mailed, and administrators' stay with administrators", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const person = await makeMember(tx);
    const [one, two] = [await openSession(tx, person), await openSession(tx, person)];
    const { userId } = person;
    expect(await endUserSessions(keeper, { userId, sessionId: one })).toEqual({ count: 1 });
    expect((await tx.session.findUniqueOrThrow({ where: { id: two } })).revokedAt).toBeNull();
    expect(await endUserSessions(keeper, { userId })).toEqual({ count: 1 });
    expect(await refusalOf(endUserSessions(keeper, { userId }))).toBe("not_found");
    expect(await tx.outboxMail.count({ where: { toAddress: person.email } })).toBe(2);
    const events = { target: userId, action: "session.ended_for_user" };
    expect(await tx.auditEvent.count({ where: events })).toBe(2);
    const admin = await makeMember(tx, { platformRole: "admin" });
    const kept = await openSession(tx, admin);
    expect(await refusalOf(endUserSessions(keeper, { userId: admin.userId }))).toBe("not_allowed");
    expect((await tx.session.findUniqueOrThrow({ where: { id: kept } })).revokedAt).toBeNull();
  }));

test("resetting a sign-in takes password and factors away, ends sessions, and mails the only link", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const person = await makeMember(tx);
    const { userId } = person;
    await tx.user.update({ where: { id: userId }, data: { passwordHash: "x" } });
    await tx.recoveryCode.create({ data: { id: newId("rec"), userId, codeHash: "x" } });
    const sessionId = await openSession(tx, person);
    await resetUserSignIn(keeper, { userId });
    expect((await tx.user.findUniqueOrThrow({ where: { id: userId } })).passwordHash).toBeNull();
    expect(await tx.recoveryCode.count({ where: { userId } })).toBe(0);
    expect((await tx.session.findUniqueOrThrow({ where: { id: sessionId } })).revokedAt).toEqual(now);
    expect(await tx.emailToken.count({ where: { userId, purpose: "reset_password", usedAt: null } })).toBe(1);
    const mails = { toAddress: person.email, template: "sign-in-reset" };
    expect(await tx.outboxMail.count({ where: mails })).toBe(1);
    expect(await tx.auditEvent.count({ where: { target: userId, action: "user.sign_in_reset" } })).toBe(1);
  }));

test("after a reset nothing of whoever was in the account opens it again: no provider, token, link, browser or invitation", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const [person, other] = [await makeMember(tx), await makeMember(tx)];
    const { userId, orgId } = person;
    for (const { userId: of } of [person, other]) {
      const id = newId("ext");
      await tx.externalIdentity.create({ data: { id, providerId: "google", subject: id, userId: of } });
    }
    const tokenId = await addToken(tx, person);
    await tx.knownDevice.create({ data: { userId, deviceHash: "theirs" } });
    const soon = new Date("2026-11-02");
    const change = { id: newId("emc"), userId, oldEmail: person.email, newEmail: "x@evil.test" };
    await tx.emailChange.create({
      data: { ...change, tokenHash: newId("emc"), undoHashes: [], expiresAt: soon, undoExpiresAt: soon },
    });
    const grant = { id: newId("dev"), deviceName: "laptop", address: "", scopes: [], userId, orgId };
    await tx.deviceGrant.create({
      data: {
        ...grant,
        deviceCodeHash: grant.id,
        userCodeHash: grant.id,
        state: "approved",
        expiresAt: soon,
      },
    });
    const invitation = { id: newId("inv"), orgId, email: "second@evil.test", role: "owner" as const };
    await tx.invitation.create({
      data: { ...invitation, tokenHash: invitation.id, invitedBy: userId, expiresAt: soon },
    });
    await resetUserSignIn(keeper, { userId });
    expect(await tx.externalIdentity.count({ where: { userId } })).toBe(0);
    expect(await tx.externalIdentity.count({ where: { userId: other.userId } })).toBe(1);
    expect((await tx.accessToken.findUniqueOrThrow({ where: { id: tokenId } })).revokedAt).toEqual(now);
    expect(await tx.knownDevice.count({ where: { userId } })).toBe(0);
    expect(await tx.emailChange.count({ where: { userId } })).toBe(0);
    expect(await tx.deviceGrant.findUnique({ where: { id: grant.id } })).toMatchObject({ state: "refused" });
    expect((await tx.invitation.findUniqueOrThrow({ where: { id: invitation.id } })).revokedAt).toEqual(now);
  }));

test("a sign-in is reset only by those who may, with recent proof, and never an administrator's by others", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const admin = await makeMember(tx, { platformRole: "admin" });
    const auditor = ctxOf(tx, { ...(await makeMember(tx, { platformRole: "auditor" })), provedAt: now }, now);
    const { userId } = await makeMember(tx);
    const stale = { ...keeper, now: new Date("2026-11-01T13:00:00Z") };
    expect(await refusalOf(resetUserSignIn(keeper, { userId: admin.userId }))).toBe("not_allowed");
    expect(await refusalOf(resetUserSignIn(auditor, { userId }))).toBe("not_allowed");
    expect(await refusalOf(resetUserSignIn(stale, { userId }))).toBe("proof_required");
    expect(await refusalOf(resetUserSignIn(keeper, { userId: "usr_none" }))).toBe("not_found");
    await tx.user.update({ where: { id: userId }, data: { status: "pending" } });
    await expect(resetUserSignIn(keeper, { userId })).rejects.toThrow(
      "waits to be let in. Decide about them first.",
    );
    expect(await tx.emailToken.count({ where: { userId: { in: [userId, admin.userId] } } })).toBe(0);
  }));

test("an access token is withdrawn once, its owner is mailed, and an auditor cannot", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const person = await makeMember(tx);
    const tokenId = await addToken(tx, person);
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }), now);
    expect(await refusalOf(withdrawAccessToken(auditor, { tokenId }))).toBe("not_allowed");
    await withdrawAccessToken(keeper, { tokenId });
    expect(await refusalOf(withdrawAccessToken(keeper, { tokenId }))).toBe("conflict");
    expect(await refusalOf(withdrawAccessToken(keeper, { tokenId: "pat_none" }))).toBe("not_found");
    expect((await tx.accessToken.findUniqueOrThrow({ where: { id: tokenId } })).revokedAt).toEqual(now);
    expect(await tx.auditEvent.count({ where: { target: tokenId, orgId: person.orgId } })).toBe(1);
    expect(await tx.outboxMail.count({ where: { toAddress: person.email } })).toBe(1);
  }));

test("accounts unused for the days asked are found, newer and suspended ones are not", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const ids = async (days: number) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listDormantUsers(keeper, { days, cursor });
        found.push(...page.rows.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    const [idle, fresh, never, stopped] = [
      await makeMember(tx),
      await makeMember(tx),
      await makeMember(tx),
      await makeMember(tx),
    ];
    const seen = async ({ userId: id }: MemberCaller, day: string) =>
      tx.user.update({
        where: { id },
        data: { lastSeenAt: new Date(day), createdAt: new Date("2026-01-01") },
      });
    await seen(idle, "2026-07-01");
    await seen(fresh, "2026-10-30");
    await tx.user.update({ where: { id: never.userId }, data: { createdAt: new Date("2026-01-01") } });
    await seen(stopped, "2026-07-01");
    await tx.user.update({ where: { id: stopped.userId }, data: { status: "suspended" } });
    const dormant = await ids(90);
    expect(dormant).toEqual(expect.arrayContaining([idle.userId, never.userId]));
    expect(dormant).not.toContain(fresh.userId);
    expect(dormant).not.toContain(stopped.userId);
    expect(await ids(180)).not.toContain(idle.userId);
    expect(await refusalOf(listDormantUsers(ctxOf(tx, idle)))).toBe("not_allowed");
  }));

test("a dormant person is asked by mail at most once a week, and an auditor asks nobody", () =>
  inRollback(async (tx) => {
    const keeper = await lookAfter(tx);
    const { userId, email } = await makeMember(tx);
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }), now);
    expect(await refusalOf(remindDormantUser(auditor, { userId }))).toBe("not_allowed");
    await remindDormantUser(keeper, { userId });
    expect(await refusalOf(remindDormantUser(keeper, { userId }))).toBe("conflict");
    await remindDormantUser({ ...keeper, now: new Date("2026-11-09T12:00:00Z") }, { userId });
    expect(await tx.outboxMail.count({ where: { toAddress: email, template: "account-unused" } })).toBe(2);
    expect(await refusalOf(remindDormantUser(keeper, { userId: "usr_none" }))).toBe("not_found");
  }));
