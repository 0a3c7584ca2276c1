import { expect, test } from "vitest";
import type { PlatformRole } from "#lib/platform-permissions.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { endExpiredViews } from "./end-expired-views.ts";
import { endView } from "./end-view.ts";
import { hashPassword } from "./password-hash.ts";
import { askProofPasskey, proveIdentity } from "./prove-identity.ts";
import { renameOrganisation } from "./rename-organisation.ts";
import { setPlatformRole } from "./set-platform-role.ts";
import { signOut } from "./sign-out.ts";
import { startView } from "./start-view.ts";
import { suspendUser } from "./suspend-user.ts";
import { switchOrganisation } from "./switch-organisation.ts";
import { updateProfile } from "./update-profile.ts";

const now = new Date("2026-11-01T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const WHY = "Ticket 7: they cannot find their app";

/** A person with a live session, proven just now. */
async function signedIn(tx: Tx, platformRole: PlatformRole = "none"): Promise<MemberCaller> {
  const member = await makeMember(tx, { platformRole });
  const { sessionId: id, userId, orgId } = member;
  const expiresAt = new Date("2027-01-01");
  await tx.session.create({
    data: { id, userId, activeOrgId: orgId, lastSeenAt: now, provedAt: now, expiresAt },
  });
  return { ...member, provedAt: now };
}

async function ask(tx: Tx, { sessionId }: MemberCaller, at = now): Promise<MemberCaller> {
  const member = await findMember(tx, sessionId, at);
  if (!member) throw new Error("No such session.");
  return member;
}

test("a view shows the person's portal, refuses every write, and ends with the viewer as before", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, admin), { userId: person.userId, reason: WHY });
    const seen = await ask(tx, admin);
    expect(seen).toMatchObject({ userId: person.userId, orgId: person.orgId, provedAt: null });
    expect(seen.viewAs).toMatchObject({ isReadOnly: true, subject: person.name, reason: WHY });
    const ctx = ctxOf(tx, seen);
    expect(await refusalOf(updateProfile(ctx, { name: "Mallory" }))).toBe("not_allowed");
    expect(await refusalOf(switchOrganisation(ctx, { orgId: person.orgId }))).toBe("not_allowed");
    await endView(ctx);
    const back = await ask(tx, admin);
    expect(back).toMatchObject({ userId: admin.userId });
    expect(back.viewAs).toBeUndefined();
    const events = await tx.auditEvent.findMany({
      where: { target: person.userId },
      select: { action: true, actorId: true },
      orderBy: { id: "asc" },
    });
    expect(new Set(events.map(({ action }) => action))).toEqual(new Set(["view.started", "view.ended"]));
    expect(events.every(({ actorId }) => actorId === admin.userId)).toBe(true);
    const mails = { toAddress: person.email, template: "viewed-as-you" };
    expect(await tx.outboxMail.count({ where: mails })).toBe(1);
  }));

test("a view of a person begins where they acted last, else in an organisation that is not their personal space", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await makeMember(tx);
    const { userId } = person;
    await tx.organisation.update({ where: { id: person.orgId }, data: { isPersonal: true } });
    const [first, second] = [await makeMember(tx), await makeMember(tx)];
    for (const [day, { orgId }] of [first, second].entries()) {
      const createdAt = new Date(Date.UTC(2027, 0, day + 1));
      await tx.membership.create({ data: { orgId, userId, role: "developer", createdAt } });
    }
    const seenFrom = async () => {
      await startView(ctxOf(tx, admin), { userId, reason: WHY });
      const seen = await ask(tx, admin);
      await endView(ctxOf(tx, seen));
      return seen.orgId;
    };
    expect(await seenFrom()).toBe(first.orgId);
    const steps: [MemberCaller, MemberCaller][] = [
      [second, second],
      [person, person],
      [admin, first],
    ];
    for (const [minute, [{ orgId: activeOrgId }, home]] of steps.entries()) {
      const [createdAt, expiresAt] = [later(minute), new Date("2027-01-01")];
      await tx.session.create({ data: { id: newId("ses"), userId, activeOrgId, createdAt, expiresAt } });
      expect(await seenFrom()).toBe(home.orgId);
    }
  }));

test("a view ends by itself after 30 minutes, and at once when the viewer or the person may no longer", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const keeper = await signedIn(tx, "access_manager");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, keeper), { userId: person.userId });
    expect((await ask(tx, keeper, later(29))).userId).toBe(person.userId);
    expect((await ask(tx, keeper, later(30))).userId).toBe(keeper.userId);
    await setPlatformRole(ctxOf(tx, admin), { userId: person.userId, platformRole: "moderator" });
    expect((await ask(tx, keeper)).userId).toBe(keeper.userId);
    await setPlatformRole(ctxOf(tx, admin), { userId: person.userId, platformRole: "none" });
    expect((await ask(tx, keeper)).userId).toBe(person.userId);
    await suspendUser(ctxOf(tx, admin), { userId: person.userId });
    expect((await ask(tx, keeper)).userId).toBe(keeper.userId);
  }));

test("nobody looks through somebody who may do more, themselves, or without the right; and nothing is written", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const moderator = await signedIn(tx, "moderator");
    const keeper = await signedIn(tx, "access_manager");
    const auditor = await signedIn(tx, "auditor");
    const person = await signedIn(tx);
    const attempts: [MemberCaller, object, string][] = [
      [keeper, { userId: admin.userId }, "not_allowed"],
      [keeper, { userId: moderator.userId }, "not_allowed"],
      [keeper, { platformRole: "auditor" }, "not_allowed"],
      [keeper, { userId: person.userId, mode: "act", reason: WHY }, "not_allowed"],
      [admin, { userId: person.userId, mode: "act", reason: "because" }, "invalid_input"],
      [admin, { platformRole: "moderator", mode: "act", reason: WHY }, "invalid_input"],
      [admin, { userId: admin.userId }, "conflict"],
      [admin, { userId: "usr_none" }, "not_found"],
      [admin, {}, "invalid_input"],
      [auditor, { userId: person.userId }, "not_allowed"],
      [person, { userId: auditor.userId }, "not_allowed"],
      [{ ...admin, provedAt: null }, { userId: person.userId }, "proof_required"],
    ];
    for (const [member, input, code] of attempts)
      expect(await refusalOf(startView(ctxOf(tx, member), input))).toBe(code);
    const viewers = [admin, keeper, auditor, person].map(({ userId }) => userId);
    expect(await tx.viewAs.count({ where: { viewerId: { in: viewers } } })).toBe(0);
  }));

test("in a view nothing proves anything of the person, right or wrong, and their counts stay as they are", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    const passwordHash = await hashPassword("seven quiet otters waltz");
    await tx.user.update({ where: { id: person.userId }, data: { passwordHash } });
    await startView(ctxOf(tx, admin), { userId: person.userId });
    const ctx = ctxOf(tx, await ask(tx, admin));
    const said = new Set<string>();
    for (const password of ["wrong", "seven quiet otters waltz"])
      await proveIdentity(ctx, { method: "password", password }, "192.0.2.7").catch((error: Error) =>
        said.add(error.message),
      );
    expect([...said]).toEqual(["End the view first."]);
    expect(await refusalOf(askProofPasskey(ctx))).toBe("not_allowed");
    const key = sha256Hex(`prove:${person.userId}`);
    expect(await tx.attemptCount.findUnique({ where: { key } })).toBeNull();
  }));

test("a second view cannot begin inside the first, nor beside it", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const [one, two] = [await signedIn(tx), await signedIn(tx, "access_manager")];
    await startView(ctxOf(tx, admin), { userId: two.userId });
    expect(await refusalOf(startView(ctxOf(tx, admin), { userId: one.userId }))).toBe("conflict");
    const inside = { ...(await ask(tx, admin)), provedAt: now };
    expect(await refusalOf(startView(ctxOf(tx, inside), { userId: one.userId }))).toBe("conflict");
    expect((await ask(tx, admin)).userId).toBe(two.userId);
  }));

test("an administrator who acts for a person is named as the actor of each change", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, admin), { userId: person.userId, mode: "act", reason: WHY });
    await renameOrganisation(ctxOf(tx, await ask(tx, admin)), { name: "New name" });
    expect(
      await tx.auditEvent.findFirst({ where: { target: person.orgId, action: "organisation.renamed" } }),
    ).toMatchObject({ actorId: admin.userId, detail: { onBehalfOfId: person.userId, reason: WHY } });
  }));

test("a role of an organisation or of the portal is looked through without becoming anybody", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const { orgId, orgName } = await makeMember(tx);
    await startView(ctxOf(tx, admin), { orgId, orgRole: "viewer" });
    const viewer = await ask(tx, admin);
    expect(viewer).toMatchObject({ userId: admin.userId, orgId, role: "viewer", platformRole: "none" });
    expect(viewer.viewAs).toMatchObject({ isReadOnly: true, subject: `viewer of ${orgName}` });
    await endView(ctxOf(tx, viewer));
    await startView(ctxOf(tx, admin), { platformRole: "auditor" });
    const auditor = await ask(tx, admin);
    expect(auditor).toMatchObject({ orgId: admin.orgId, platformRole: "auditor" });
    expect(auditor.viewAs?.isReadOnly).toBe(true);
  }));

test("signing out of a view signs the viewer out, and the person's own sessions stay", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, admin), { userId: person.userId });
    await signOut(ctxOf(tx, await ask(tx, admin)));
    expect(await findMember(tx, admin.sessionId, now)).toBeNull();
    expect((await ask(tx, person)).userId).toBe(person.userId);
  }));

test("a view whose time is over is written down as ended once, at the moment it ended, and one that goes on is not", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const other = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    const { viewId } = await startView(ctxOf(tx, admin), { userId: person.userId });
    await startView(ctxOf(tx, other, later(10)), { userId: person.userId, reason: WHY });
    const job = ctxOf(tx, { kind: "job", name: "end-expired-views" }, later(31));
    expect(await endExpiredViews({ ...job, now: later(29) })).toBe(0);
    expect(await Promise.all([endExpiredViews(job), endExpiredViews(job)])).toEqual(
      expect.arrayContaining([0, 1]),
    );
    expect((await tx.viewAs.findUniqueOrThrow({ where: { id: viewId } })).endedAt).toEqual(later(30));
    expect((await ask(tx, admin, later(31))).overView).toBe(viewId);
    const events = await tx.auditEvent.findMany({ where: { target: person.userId, action: "view.ended" } });
    expect(events).toMatchObject([{ actorKind: "job", detail: { view: viewId, viewer: admin.email } }]);
    expect((await ask(tx, other, later(31))).userId).toBe(person.userId);
    const again = { ...admin, provedAt: later(31) };
    await startView(ctxOf(tx, again, later(31)), { userId: person.userId });
    await endView(ctxOf(tx, await ask(tx, admin, later(32)), later(32)));
    expect(await endExpiredViews({ ...job, now: later(62) })).toBe(1);
    expect(await tx.auditEvent.count({ where: { target: person.userId, action: "view.ended" } })).toBe(3);
  }));

test("whose platform role is withdrawn does nothing more by it, in the sessions that are open", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const keeper = await signedIn(tx, "access_manager");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, keeper), { userId: person.userId });
    await endView(ctxOf(tx, await ask(tx, keeper)));
    await setPlatformRole(ctxOf(tx, admin), { userId: keeper.userId, platformRole: "none" });
    const after = await ask(tx, keeper);
    expect(after.platformRole).toBe("none");
    expect(await refusalOf(startView(ctxOf(tx, after), { userId: person.userId }))).toBe("not_allowed");
    expect(await refusalOf(suspendUser(ctxOf(tx, after), { userId: person.userId }))).toBe("not_allowed");
    const set = { target: keeper.userId, action: "user.platform_role_set", actorId: admin.userId };
    expect(await tx.auditEvent.count({ where: set })).toBe(1);
    const mails = { toAddress: keeper.email, template: "platform-role-set" };
    expect(await tx.outboxMail.count({ where: mails })).toBe(1);
  }));

test("an administrator gives their own role back while another stays, and takes none", () =>
  inRollback(async (tx) => {
    const [one, two] = [await signedIn(tx, "admin"), await signedIn(tx, "admin")];
    const own = (platformRole: PlatformRole) =>
      setPlatformRole(ctxOf(tx, one), { userId: one.userId, platformRole });
    expect(await refusalOf(own("moderator"))).toBe("not_allowed");
    await tx.user.updateMany({
      where: { platformRole: "admin", id: { notIn: [one.userId, two.userId] } },
      data: { platformRole: "none" },
    });
    await suspendUser(ctxOf(tx, one), { userId: two.userId });
    expect(await refusalOf(own("none"))).toBe("conflict");
    expect((await ask(tx, one)).platformRole).toBe("admin");
    await tx.user.update({ where: { id: two.userId }, data: { status: "active" } });
    await own("none");
    expect((await ask(tx, one)).platformRole).toBe("none");
  }));

test("once a view is over nothing is written by what still stands open, until the viewer has ended it", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, admin), { userId: person.userId, reason: WHY, mode: "act" });
    const rename = async (minutes: number) =>
      renameOrganisation(ctxOf(tx, await ask(tx, admin, later(minutes)), later(minutes)), { name: "Meant" });
    expect(await refusalOf(rename(30))).toBe("not_allowed");
    await endExpiredViews(ctxOf(tx, { kind: "job", name: "end-expired-views" }, later(31)));
    expect(await refusalOf(rename(31))).toBe("not_allowed");
    await endView(ctxOf(tx, await ask(tx, admin, later(32)), later(32)));
    expect((await ask(tx, admin, later(32))).overView).toBeUndefined();
    await rename(32);
    expect(await tx.organisation.findUnique({ where: { id: admin.orgId } })).toMatchObject({ name: "Meant" });
    expect(await tx.organisation.findUnique({ where: { id: person.orgId } })).toMatchObject({
      name: person.orgName,
    });
  }));

test("whose view is over can sign out", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    await startView(ctxOf(tx, admin), { userId: person.userId });
    await signOut(ctxOf(tx, await ask(tx, admin, later(40)), later(40)));
    expect(await findMember(tx, admin.sessionId, later(41))).toBeNull();
  }));
