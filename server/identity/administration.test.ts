import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { createFirstAdmin, isSetupLinkAlive } from "./create-first-admin.ts";
import { createOrganisation } from "./create-organisation.ts";
import { leaveOrganisation } from "./leave-organisation.ts";
import { getOrganisation, listOrganisations } from "./list-organisations.ts";
import { listUsers } from "./list-users.ts";
import { offerSetupLink } from "./offer-setup-link.ts";
import { setPlatformRole } from "./set-platform-role.ts";
import { updateSignUpSettings } from "./sign-up-settings.ts";
import { restoreOrganisation, setPublisher, suspendOrganisation } from "./suspend-organisation.ts";
import { restoreUser, suspendUser } from "./suspend-user.ts";
import { transferOwnership } from "./transfer-ownership.ts";
import { addMember, removeMember, updateMemberRole } from "./update-member.ts";

const VISITOR = { kind: "visitor" } as const;
const JOB = { kind: "job", name: "start" } as const;
const origin = { address: "", userAgent: "" };

async function withoutAdmins(tx: Tx): Promise<void> {
  await tx.user.updateMany({ data: { platformRole: "none" } });
}

test("the set-up link makes one administrator, once, and is offered only while there is none", () =>
  inRollback(async (tx) => {
    await withoutAdmins(tx);
    const older = new URL((await offerSetupLink(ctxOf(tx, JOB))) ?? "").searchParams.get("token") ?? "";
    const token = new URL((await offerSetupLink(ctxOf(tx, JOB))) ?? "").searchParams.get("token") ?? "";
    const form = {
      email: "root@rail.test",
      password: "seven quiet otters waltz",
      organisation: "Rail Data Office",
    };
    const ctx = ctxOf(tx, VISITOR);
    expect(await isSetupLinkAlive(ctx, older)).toBe(false);
    expect(await refusalOf(createFirstAdmin(ctx, { ...form, token: "guess" }, origin))).toBe("not_found");
    await createFirstAdmin(ctx, { ...form, token }, origin);
    expect(await tx.user.findUnique({ where: { email: form.email } })).toMatchObject({
      platformRole: "admin",
      emailVerifiedAt: ctx.now,
    });
    expect(await refusalOf(createFirstAdmin(ctx, { ...form, email: "b@rail.test", token }, origin))).toBe(
      "not_found",
    );
    expect(await offerSetupLink(ctxOf(tx, JOB))).toBeNull();
    expect(await refusalOf(offerSetupLink(ctx))).toBe("not_allowed");
  }));

test("suspending a person ends their sessions and mails them; restoring lets them sign in again", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const person = await makeMember(tx);
    await tx.session.create({
      data: { id: person.sessionId, userId: person.userId, expiresAt: new Date("2027-01-01") },
    });
    await suspendUser(admin, { userId: person.userId, reason: "Spam" });
    expect(await tx.user.findUnique({ where: { id: person.userId } })).toMatchObject({ status: "suspended" });
    expect(await tx.session.findUnique({ where: { id: person.sessionId } })).toMatchObject({
      revokedAt: admin.now,
    });
    expect(
      await tx.outboxMail.count({ where: { toAddress: person.email, template: "account-suspended" } }),
    ).toBe(1);
    expect(await refusalOf(suspendUser(admin, { userId: person.userId }))).toBe("conflict");
    await restoreUser(admin, { userId: person.userId });
    expect(await tx.user.findUnique({ where: { id: person.userId } })).toMatchObject({ status: "active" });
    expect(await tx.auditEvent.count({ where: { target: person.userId } })).toBe(2);
  }));

test("the last administrator can be neither suspended nor demoted, and nobody suspends themselves", () =>
  inRollback(async (tx) => {
    await withoutAdmins(tx);
    const one = await makeMember(tx, { platformRole: "admin" });
    const two = await makeMember(tx, { platformRole: "admin" });
    expect(await refusalOf(suspendUser(ctxOf(tx, one), { userId: one.userId }))).toBe("conflict");
    await setPlatformRole(ctxOf(tx, one), { userId: two.userId, platformRole: "none" });
    expect(
      await refusalOf(setPlatformRole(ctxOf(tx, one), { userId: one.userId, platformRole: "none" })),
    ).toBe("conflict");
    expect(
      await refusalOf(suspendUser(ctxOf(tx, { ...two, platformRole: "admin" }), { userId: one.userId })),
    ).toBe("conflict");
    expect(await tx.user.findUnique({ where: { id: one.userId } })).toMatchObject({
      status: "active",
      platformRole: "admin",
    });
  }));

test("only an administrator sees or changes people and organisations of the portal", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const victim = await makeMember(tx);
    const asToken = { kind: "token", tokenId: "pat_1", platformRole: "admin" } as const;
    const token = { ...member, ...asToken, scopes: ["apis:write"] };
    for (const ctx of [ctxOf(tx, member), ctxOf(tx, token)]) {
      const attempts = [
        suspendUser(ctx, { userId: victim.userId }),
        restoreUser(ctx, { userId: victim.userId }),
        setPlatformRole(ctx, { userId: member.userId, platformRole: "admin" }),
        suspendOrganisation(ctx, { orgId: victim.orgId }),
        restoreOrganisation(ctx, { orgId: victim.orgId }),
        setPublisher(ctx, { orgId: member.orgId, isPublisher: true }),
        createOrganisation(ctx, { name: "Mine" }),
        addMember(ctx, { orgId: member.orgId, email: victim.email, role: "owner" }),
        listUsers(ctx),
        listOrganisations(ctx),
      ];
      for (const attempt of attempts) expect(await refusalOf(attempt)).toBe("not_allowed");
    }
    expect(await tx.auditEvent.count({ where: { actorId: member.userId } })).toBe(0);
  }));

test("an organisation is suspended, restored and made a publisher, each audited under it", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const { orgId } = await makeMember(tx);
    await suspendOrganisation(admin, { orgId, reason: "Unpaid" });
    expect(await refusalOf(suspendOrganisation(admin, { orgId }))).toBe("conflict");
    await restoreOrganisation(admin, { orgId });
    await setPublisher(admin, { orgId, isPublisher: "true" });
    expect(await tx.organisation.findUnique({ where: { id: orgId } })).toMatchObject({
      status: "active",
      isPublisher: true,
    });
    expect(await tx.auditEvent.count({ where: { orgId } })).toBe(3);
    expect(await refusalOf(suspendOrganisation(admin, { orgId: "org_none" }))).toBe("not_found");
  }));

test("lists are filtered by text, state and kind", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const person = await makeMember(tx, { isPublisher: true });
    await suspendUser(admin, { userId: person.userId });
    const found = await listUsers(admin, {
      q: person.email.toUpperCase(),
      status: "suspended",
      cursor: 7,
    });
    expect(found).toMatchObject({
      total: 1,
      rows: [{ id: person.userId, organisations: [{ id: person.orgId, role: "owner" }] }],
    });
    expect(found.nextCursor).toBeNull();
    const beyond = { q: person.email, cursor: person.userId };
    expect(await listUsers(admin, beyond)).toMatchObject({ total: 1, rows: [] });
    const orgs = await listOrganisations(admin, { q: person.orgName, kind: "publisher" });
    expect(orgs).toMatchObject({ total: 1, rows: [{ id: person.orgId, memberCount: 1 }] });
    expect(await listOrganisations(admin, { q: person.orgName, kind: "personal" })).toMatchObject({
      total: 0,
    });
  }));

test("an organisation is seen by its members and administrators; for others it does not exist", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx, { role: "viewer" });
    const { orgId } = member;
    expect(await getOrganisation(ctxOf(tx, member), { orgId })).toMatchObject({
      id: orgId,
      members: [{ email: member.email }],
    });
    expect(await refusalOf(getOrganisation(ctxOf(tx, await makeMember(tx)), { orgId }))).toBe("not_found");
    const moderator = ctxOf(tx, await makeMember(tx, { platformRole: "moderator" }));
    expect((await getOrganisation(moderator, { orgId })).members.map(({ email }) => email)).toEqual([""]);
  }));

test("an organisation keeps an owner; only owners make owners; other organisations' members do not exist", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const second = await makeMember(tx, { orgId, role: "admin" });
    const viewer = await makeMember(tx, { orgId, role: "viewer" });
    const stranger = await makeMember(tx);
    const as = (member: typeof owner) => ctxOf(tx, member);
    expect(
      await refusalOf(updateMemberRole(as(owner), { orgId, userId: owner.userId, role: "viewer" })),
    ).toBe("conflict");
    expect(await refusalOf(removeMember(as(owner), { orgId, userId: owner.userId }))).toBe("conflict");
    expect(
      await refusalOf(updateMemberRole(as(second), { orgId, userId: second.userId, role: "owner" })),
    ).toBe("not_allowed");
    expect(await refusalOf(removeMember(as(second), { orgId, userId: owner.userId }))).toBe("not_allowed");
    expect(
      await refusalOf(updateMemberRole(as(viewer), { orgId, userId: second.userId, role: "viewer" })),
    ).toBe("not_allowed");
    expect(await refusalOf(removeMember(as(stranger), { orgId, userId: viewer.userId }))).toBe("not_found");
    await updateMemberRole(as(owner), { orgId, userId: second.userId, role: "owner" });
    await removeMember(as(second), { orgId, userId: viewer.userId });
    expect(await tx.membership.count({ where: { orgId } })).toBe(2);
  }));

test("a member is added by the address of a confirmed account, once, and never to a personal organisation", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const org = await createOrganisation(admin, { name: "Harbour Weather" });
    expect(org.slug).toMatch(/^harbour-weather-/);
    const person = await makeMember(tx);
    const draft = { orgId: org.id, email: person.email, role: "developer" };
    await addMember(admin, draft);
    const told = { toAddress: person.email, template: "access-changed" };
    expect(await tx.outboxMail.count({ where: told })).toBe(1);
    expect(await refusalOf(addMember(admin, { ...draft, email: "nobody@rail.test" }))).toBe("not_found");
    await tx.organisation.update({ where: { id: person.orgId }, data: { isPersonal: true } });
    expect(await refusalOf(addMember(admin, { ...draft, orgId: person.orgId }))).toBe("conflict");
    expect(await tx.membership.count({ where: { orgId: org.id } })).toBe(1);
  }));

test("nobody gives themselves a platform role, and only administrators decide about administrators", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const keeper = await makeMember(tx, { platformRole: "access_manager" });
    const other = await makeMember(tx, { platformRole: "admin" });
    const person = await makeMember(tx);
    const as = ctxOf(tx, keeper);
    const refused = [
      () => setPlatformRole(as, { userId: keeper.userId, platformRole: "admin" }),
      () => setPlatformRole(as, { userId: keeper.userId, platformRole: "auditor" }),
      () => setPlatformRole(as, { userId: person.userId, platformRole: "admin" }),
      () => setPlatformRole(as, { userId: other.userId, platformRole: "none" }),
      () => suspendUser(as, { userId: other.userId }),
    ];
    for (const work of refused) expect(await refusalOf(work())).toBe("not_allowed");
    expect(await tx.auditEvent.count({ where: { actorId: keeper.userId } })).toBe(0);
    await setPlatformRole(as, { userId: person.userId, platformRole: "moderator" });
    await setPlatformRole(admin, { userId: keeper.userId, platformRole: "none" });
    expect(await tx.auditEvent.findFirst({ where: { target: person.userId } })).toMatchObject({
      action: "user.platform_role_set",
      detail: { from: "none", to: "moderator" },
    });
    expect(
      await tx.outboxMail.count({ where: { toAddress: person.email, template: "platform-role-set" } }),
    ).toBe(1);
  }));

test("an auditor reads people, organisations and the log of the portal, and changes none of it", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }));
    const { userId, orgId, email } = await makeMember(tx);
    expect(await listUsers(ctx, { q: email })).toMatchObject({ total: 1 });
    expect(await getOrganisation(ctx, { orgId })).toMatchObject({ id: orgId });
    const refused = [
      () => suspendUser(ctx, { userId }),
      () => setPlatformRole(ctx, { userId, platformRole: "auditor" }),
      () => suspendOrganisation(ctx, { orgId }),
      () => setPublisher(ctx, { orgId, isPublisher: true }),
      () => createOrganisation(ctx, { name: "Mine" }),
      () => addMember(ctx, { orgId, email, role: "owner" }),
    ];
    for (const work of refused) expect(await refusalOf(work())).toBe("not_allowed");
    expect(await refusalOf(removeMember(ctx, { orgId, userId }))).toBe("not_found");
  }));

test("owners hear of what the portal does to their organisation, and of members it puts in", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const [owner, person] = [await makeMember(tx), await makeMember(tx)];
    const { orgId } = owner;
    await addMember(admin, { orgId, email: person.email, role: "owner" });
    await suspendOrganisation(admin, { orgId, reason: "Asked by the owner of the mark" });
    await restoreOrganisation(admin, { orgId });
    await setPublisher(admin, { orgId, isPublisher: true });
    const mails = await tx.outboxMail.findMany({
      where: { toAddress: owner.email, template: "organisation-changed" },
    });
    expect(mails).toHaveLength(4);
    expect(mails.some(({ text }) => text.includes("Asked by the owner of the mark"))).toBe(true);
  }));

test("an owner who is suspended counts for nothing: neither as the one who stays nor as the one who takes over", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const stopped = await makeMember(tx, { orgId });
    const admin = await makeMember(tx, { orgId, role: "admin" });
    await tx.user.updateMany({
      where: { id: { in: [stopped.userId, admin.userId] } },
      data: { status: "suspended" },
    });
    const ctx = ctxOf(tx, owner);
    expect(await refusalOf(leaveOrganisation(ctx))).toBe("conflict");
    expect(await refusalOf(transferOwnership(ctx, { userId: admin.userId }))).toBe("conflict");
    const made = { orgId, userId: admin.userId, role: "owner" };
    expect(await refusalOf(updateMemberRole(ctx, made))).toBe("conflict");
    expect(await tx.membership.findFirst({ where: { orgId, userId: owner.userId } })).toMatchObject({
      role: "owner",
    });
  }));

test("restoring makes nobody active who is not suspended, nor, under approval, who never confirmed the address", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const [waiting, unconfirmed] = [await makeMember(tx), await makeMember(tx)];
    await updateSignUpSettings(admin, { mode: "approval" });
    await tx.user.update({ where: { id: waiting.userId }, data: { status: "pending" } });
    expect(await refusalOf(restoreUser(admin, { userId: waiting.userId }))).toBe("conflict");
    const data = { status: "suspended" as const, emailVerifiedAt: null };
    await tx.user.update({ where: { id: unconfirmed.userId }, data });
    await restoreUser(admin, { userId: unconfirmed.userId });
    for (const { userId } of [waiting, unconfirmed])
      expect(await tx.user.findUnique({ where: { id: userId } })).toMatchObject({ status: "pending" });
  }));
