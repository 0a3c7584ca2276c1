import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { createUser } from "./create-user.ts";
import { listSessions } from "./list-sessions.ts";
import { revokeOtherSessions, revokeSession } from "./revoke-session.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { switchOrganisation } from "./switch-organisation.ts";

const VISITOR = { kind: "visitor" } as const;
const JOB = { kind: "job", name: "test" } as const;
const origin = { address: "192.0.2.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };
const credentials = { email: "ada@rail.test", password: "seven quiet otters waltz" };
const start = new Date("2026-11-01T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

async function makeAda(tx: Tx): Promise<{ id: string; orgId: string }> {
  return createUser(ctxOf(tx, JOB), { ...credentials, name: "Ada" });
}

async function sessionOf(tx: Tx, now = start): Promise<string> {
  const result = await signIn(ctxOf(tx, VISITOR, now), credentials, origin);
  if (result.kind !== "session") throw new Error("not verified");
  return result.session.id;
}

test("the right password opens a session for the person's organisation, audited", () =>
  inRollback(async (tx) => {
    const { id, orgId } = await makeAda(tx);
    const member = await findMember(tx, await sessionOf(tx), start);
    expect(member).toMatchObject({ userId: id, orgId, role: "owner", isEmailVerified: true });
    const events = await tx.auditEvent.findMany({ where: { action: "user.signed_in", target: id } });
    expect(events).toMatchObject([
      { actorKind: "member", actorId: id, actorLabel: credentials.email, orgId: null },
    ]);
  }));

test("a wrong password, an unknown address, a suspended person and one yet to confirm get the same answer", () =>
  inRollback(async (tx) => {
    const { id } = await makeAda(tx);
    const messages = new Set<string>();
    const attempt = async (email: string, password: string) => {
      await signIn(ctxOf(tx, VISITOR), { email, password }, origin).catch((error: Error) =>
        messages.add(error.message),
      );
    };
    await attempt(credentials.email, "wrong");
    await attempt("nobody@rail.test", "wrong");
    await tx.user.update({ where: { id }, data: { status: "suspended" } });
    await attempt(credentials.email, credentials.password);
    await tx.user.update({ where: { id }, data: { status: "active", emailVerifiedAt: null } });
    await attempt(credentials.email, credentials.password);
    expect([...messages]).toEqual([expect.stringMatching(/^The e-mail or the password is not right\./)]);
    expect(await tx.session.count({ where: { userId: id } })).toBe(0);
  }));

test("after five wrong passwords each further try must wait longer, even with the right one; another address need not", () =>
  inRollback(async (tx) => {
    await makeAda(tx);
    const wrong = { ...credentials, password: "wrong" };
    for (let i = 0; i < 5; i++)
      expect(await refusalOf(signIn(ctxOf(tx, VISITOR), wrong, origin))).toBe("invalid_input");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), credentials, origin))).toBe("limit_reached");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR, after(2)), wrong, origin))).toBe("invalid_input");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR, after(3)), credentials, origin))).toBe("limit_reached");
    expect(
      (await signIn(ctxOf(tx, VISITOR, after(3)), credentials, { ...origin, address: "198.51.100.1" })).kind,
    ).toBe("session");
    expect((await signIn(ctxOf(tx, VISITOR, after(30)), credentials, origin)).kind).toBe("session");
  }));

test("no stranger can keep a person out of a browser they have signed in with, from wherever they try", () =>
  inRollback(async (tx) => {
    await makeAda(tx);
    const own = { ...origin, deviceSecret: "d".repeat(32) };
    expect((await signIn(ctxOf(tx, VISITOR), credentials, own)).kind).toBe("session");
    const wrong = { ...credentials, password: "wrong" };
    const attempt = (address: string, deviceSecret?: string) =>
      signIn(ctxOf(tx, VISITOR), wrong, { ...origin, address, deviceSecret }).catch(() => undefined);
    for (let i = 0; i < 60; i++) await attempt(`198.51.100.${i}`, "e".repeat(32));
    for (let i = 0; i < 6; i++) await attempt(origin.address);
    const elsewhere = { ...origin, address: "203.0.113.9" };
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), credentials, elsewhere))).toBe("limit_reached");
    expect((await signIn(ctxOf(tx, VISITOR), credentials, own)).kind).toBe("session");
  }));

test("a known browser is slowed down too, and its secret is worth nothing for somebody else's account", () =>
  inRollback(async (tx) => {
    await makeAda(tx);
    const own = { ...origin, deviceSecret: "d".repeat(32) };
    await signIn(ctxOf(tx, VISITOR), credentials, own);
    const wrong = { ...credentials, password: "wrong" };
    for (let i = 0; i < 10; i++)
      expect(await refusalOf(signIn(ctxOf(tx, VISITOR), wrong, own))).toBe("invalid_input");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), credentials, own))).toBe("limit_reached");
    const bob = { ...wrong, email: "bob@rail.test" };
    for (let i = 0; i < 5; i++)
      expect(await refusalOf(signIn(ctxOf(tx, VISITOR), bob, own))).toBe("invalid_input");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), bob, own))).toBe("limit_reached");
  }));

test("addresses of one IPv6 subscriber count as one", () =>
  inRollback(async (tx) => {
    await makeAda(tx);
    const wrong = { ...credentials, password: "wrong" };
    const from = (host: number) => ({ ...origin, address: `2001:db8:1:2::${host}` });
    for (let i = 1; i <= 5; i++)
      expect(await refusalOf(signIn(ctxOf(tx, VISITOR), wrong, from(i)))).toBe("invalid_input");
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), wrong, from(6)))).toBe("limit_reached");
  }));

test("an unknown address is slowed down as a known one is, so that waiting tells nothing", () =>
  inRollback(async (tx) => {
    await makeAda(tx);
    const answers = async (email: string) => {
      const codes: string[] = [];
      for (let i = 0; i < 7; i++)
        codes.push(await refusalOf(signIn(ctxOf(tx, VISITOR), { email, password: "wrong" }, origin)));
      return codes;
    };
    expect(await answers("nobody@rail.test")).toEqual(await answers(credentials.email));
  }));

test("an address not yet confirmed gets its link again, five times at most and by the right password alone, and no session", () =>
  inRollback(async (tx) => {
    const { id } = await makeAda(tx);
    await tx.user.update({ where: { id }, data: { emailVerifiedAt: null } });
    const mails = () =>
      tx.outboxMail.count({ where: { toAddress: credentials.email, template: "verify-email" } });
    const attempt = (password: string, host: number) =>
      refusalOf(
        signIn(
          ctxOf(tx, VISITOR),
          { ...credentials, password },
          { ...origin, address: `198.51.100.${host}` },
        ),
      );
    expect(await attempt("wrong", 1)).toBe("invalid_input");
    expect(await mails()).toBe(0);
    expect(await attempt(credentials.password, 1)).toBe("invalid_input");
    expect(await mails()).toBe(1);
    for (let i = 2; i < 9; i++) expect(await attempt(credentials.password, i)).toBe("invalid_input");
    expect(await mails()).toBe(5);
    expect(await tx.session.count({ where: { userId: id } })).toBe(0);
  }));

test("trying an unconfirmed address with the right password slows down as wrong passwords do", () =>
  inRollback(async (tx) => {
    const { id } = await makeAda(tx);
    await tx.user.update({ where: { id }, data: { emailVerifiedAt: null } });
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) codes.push(await refusalOf(signIn(ctxOf(tx, VISITOR), credentials, origin)));
    expect(codes).toEqual([...Array(5).fill("invalid_input"), "limit_reached"]);
  }));

test("a session ends at once when it is revoked, expired, signed out, or its person suspended", () =>
  inRollback(async (tx) => {
    const { id } = await makeAda(tx);
    const sessionId = await sessionOf(tx);
    const member = await findMember(tx, sessionId, start);
    if (!member) throw new Error("no session");
    expect(await findMember(tx, sessionId, after(31 * 86_400))).toBeNull();
    await tx.user.update({ where: { id }, data: { status: "suspended" } });
    expect(await findMember(tx, sessionId, start)).toBeNull();
    await tx.user.update({ where: { id }, data: { status: "active" } });
    await signOut(ctxOf(tx, member));
    expect(await findMember(tx, sessionId, start)).toBeNull();
    expect(await findMember(tx, "ses_unknown", start)).toBeNull();
  }));

test("a session never acts for an organisation that its person has left or that is suspended", () =>
  inRollback(async (tx) => {
    const { id, orgId } = await makeAda(tx);
    const other = await makeMember(tx);
    await tx.membership.create({ data: { orgId: other.orgId, userId: id, role: "viewer" } });
    const sessionId = await sessionOf(tx);
    await tx.session.update({ where: { id: sessionId }, data: { activeOrgId: other.orgId } });
    expect(await findMember(tx, sessionId, start)).toMatchObject({ orgId: other.orgId, role: "viewer" });
    await tx.membership.delete({ where: { orgId_userId: { orgId: other.orgId, userId: id } } });
    expect(await findMember(tx, sessionId, start)).toMatchObject({ orgId, role: "owner" });
    await tx.organisation.update({ where: { id: orgId }, data: { status: "suspended" } });
    expect(await findMember(tx, sessionId, start)).toBeNull();
  }));

test("people see and end their own sessions only", () =>
  inRollback(async (tx) => {
    await makeAda(tx);
    const [first, second, third] = [await sessionOf(tx), await sessionOf(tx), await sessionOf(tx)];
    const ada = await findMember(tx, first, start);
    if (!ada) throw new Error("no session");
    const ctx = ctxOf(tx, ada);
    const sessions = await listSessions(ctx);
    expect(sessions).toHaveLength(3);
    expect(sessions[0]).toMatchObject({
      id: first,
      isCurrent: true,
      device: "Firefox on Linux",
      address: "192.0.2.7",
    });
    const stranger = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(revokeSession(stranger, { sessionId: second }))).toBe("not_found");
    expect(await refusalOf(revokeSession(ctxOf(tx, VISITOR), { sessionId: second }))).toBe("not_signed_in");
    await revokeSession(ctx, { sessionId: second });
    expect(await findMember(tx, second, start)).toBeNull();
    expect(await revokeOtherSessions(ctx)).toEqual({ count: 1 });
    expect(await findMember(tx, third, start)).toBeNull();
    expect(await findMember(tx, first, start)).not.toBeNull();
  }));

test("a session switches only to an organisation of its person's", () =>
  inRollback(async (tx) => {
    const { id } = await makeAda(tx);
    const other = await makeMember(tx);
    const sessionId = await sessionOf(tx);
    const ada = await findMember(tx, sessionId, start);
    if (!ada) throw new Error("no session");
    expect(await refusalOf(switchOrganisation(ctxOf(tx, ada), { orgId: other.orgId }))).toBe("not_found");
    await tx.membership.create({ data: { orgId: other.orgId, userId: id, role: "developer" } });
    await switchOrganisation(ctxOf(tx, ada), { orgId: other.orgId });
    expect(await findMember(tx, sessionId, start)).toMatchObject({ orgId: other.orgId, role: "developer" });
  }));
