import { expect, test } from "vitest";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { acceptInvitation, peekInvitation } from "./accept-invitation.ts";
import { foundOrganisation } from "./found-organisation.ts";
import { inviteMember } from "./invite-member.ts";
import { leaveOrganisation } from "./leave-organisation.ts";
import { listInvitations } from "./list-invitations.ts";
import { renameOrganisation } from "./rename-organisation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { transferOwnership } from "./transfer-ownership.ts";
import { removeMember, updateMemberRole } from "./update-member.ts";

const VISITOR = { kind: "visitor" } as const;
const DAY_MS = 86_400_000;

/** The secret mailed to this address that is none of those `known`. */
async function mailedToken(tx: Tx, email: string, known: string[] = []): Promise<string> {
  const mails = await tx.outboxMail.findMany({
    where: { toAddress: email, template: "invitation" },
    select: { text: true },
  });
  const tokens = mails.map(({ text }) => /join\?token=(\w+)/.exec(text)?.[1] ?? "");
  return tokens.find((token) => !known.includes(token)) ?? "";
}

async function withSession(tx: Tx, member: MemberCaller): Promise<MemberCaller> {
  await tx.session.create({
    data: { id: member.sessionId, userId: member.userId, expiresAt: new Date("2027-01-01") },
  });
  return member;
}

test("an invited address joins in the invited role, once, and the session acts for the organisation", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const guest = await withSession(tx, await makeMember(tx));
    const { invitationId } = await inviteMember(ctxOf(tx, owner), { email: guest.email, role: "viewer" });
    const token = await mailedToken(tx, guest.email);
    expect(await peekInvitation(ctxOf(tx, guest), token)).toMatchObject({ role: "viewer", isForMe: true });
    await acceptInvitation(ctxOf(tx, guest), { token });
    const key = { orgId_userId: { orgId: owner.orgId, userId: guest.userId } };
    expect(await tx.membership.findUnique({ where: key })).toMatchObject({ role: "viewer" });
    expect(await tx.session.findUnique({ where: { id: guest.sessionId } })).toMatchObject({
      activeOrgId: owner.orgId,
    });
    expect(await refusalOf(acceptInvitation(ctxOf(tx, guest), { token }))).toBe("not_found");
    expect(await listInvitations(ctxOf(tx, owner))).toEqual([]);
    const acts = await tx.auditEvent.findMany({ where: { orgId: owner.orgId } });
    expect(acts.map(({ action }) => action).sort()).toEqual(["invitation.sent", "member.joined"]);
    expect(acts.map(({ target }) => target)).toContain(invitationId);
  }));

test("an invitation is worth nothing to another address, to an unconfirmed one, and to a visitor", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const [guest, thief] = [await makeMember(tx), await makeMember(tx)];
    await inviteMember(ctxOf(tx, owner), { email: guest.email, role: "admin" });
    const token = await mailedToken(tx, guest.email);
    const offer = await peekInvitation(ctxOf(tx, thief), token);
    expect(offer).toMatchObject({ isForMe: false });
    expect(offer?.maskedEmail).not.toContain(guest.email.split("@")[0]);
    expect(await refusalOf(acceptInvitation(ctxOf(tx, thief), { token }))).toBe("not_allowed");
    const unconfirmed = { ...guest, isEmailVerified: false };
    expect(await refusalOf(acceptInvitation(ctxOf(tx, unconfirmed), { token }))).toBe("not_allowed");
    expect(await refusalOf(acceptInvitation(ctxOf(tx, VISITOR), { token }))).toBe("not_signed_in");
    expect(await tx.membership.count({ where: { orgId: owner.orgId } })).toBe(1);
  }));

test("a taken back, expired, replaced or swapped invitation opens nothing", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const guest = await makeMember(tx);
    const asked = ctxOf(tx, owner);
    await inviteMember(asked, { email: guest.email, role: "admin" });
    const first = await mailedToken(tx, guest.email);
    const { invitationId } = await inviteMember(asked, { email: guest.email, role: "viewer" });
    const second = await mailedToken(tx, guest.email, [first]);
    expect(second).not.toBe("");
    expect(await refusalOf(acceptInvitation(ctxOf(tx, guest), { token: first }))).toBe("not_found");
    const late = ctxOf(tx, guest, new Date(asked.now.getTime() + 8 * DAY_MS));
    expect(await peekInvitation(late, second)).toBeNull();
    expect(await refusalOf(acceptInvitation(late, { token: second }))).toBe("not_found");
    await revokeInvitation(asked, { invitationId });
    expect(await refusalOf(acceptInvitation(ctxOf(tx, guest), { token: second }))).toBe("not_found");
    expect(await refusalOf(revokeInvitation(asked, { invitationId }))).toBe("conflict");
    expect(await refusalOf(acceptInvitation(ctxOf(tx, guest), { token: invitationId }))).toBe("not_found");
    expect(await tx.membership.count({ where: { orgId: owner.orgId } })).toBe(1);
  }));

test("developers and viewers invite nobody, admins invite no owner, another organisation's invitation does not exist", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const other = await makeMember(tx);
    const admin = await makeMember(tx, { orgId: owner.orgId, role: "admin" });
    const { invitationId } = await inviteMember(ctxOf(tx, owner), { email: "a@guests.test", role: "viewer" });
    for (const role of ["developer", "viewer"] as const) {
      const weak = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role }));
      expect(await refusalOf(inviteMember(weak, { email: "b@guests.test", role }))).toBe("not_allowed");
      expect(await refusalOf(listInvitations(weak))).toBe("not_allowed");
      expect(await refusalOf(revokeInvitation(weak, { invitationId }))).toBe("not_allowed");
    }
    const asAdmin = ctxOf(tx, admin);
    expect(await refusalOf(inviteMember(asAdmin, { email: "c@guests.test", role: "owner" }))).toBe(
      "not_allowed",
    );
    expect(await refusalOf(inviteMember(asAdmin, { email: "not an address", role: "viewer" }))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(inviteMember(asAdmin, { email: owner.email, role: "viewer" }))).toBe("conflict");
    expect(await refusalOf(revokeInvitation(ctxOf(tx, other), { invitationId }))).toBe("not_found");
    expect(await tx.invitation.count({ where: { orgId: owner.orgId, revokedAt: null } })).toBe(1);
  }));

test("whoever leaves or is removed loses tokens and access, gets a mail and a space of their own; keys stay", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const leaver = await withSession(tx, await makeMember(tx, { orgId: owner.orgId, role: "developer" }));
    const removed = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
    await tx.accessToken.create({
      data: {
        id: "pat_leaver",
        orgId: owner.orgId,
        userId: leaver.userId,
        name: "CI",
        tokenHash: "leaver",
        hint: "",
        scopes: [],
      },
    });
    await leaveOrganisation(ctxOf(tx, leaver));
    await removeMember(ctxOf(tx, owner), { orgId: owner.orgId, userId: removed.userId });
    for (const person of [leaver, removed]) {
      const homes = await tx.membership.findMany({
        where: { userId: person.userId },
        select: { role: true, organisation: { select: { isPersonal: true } } },
      });
      expect(homes).toEqual([{ role: "owner", organisation: { isPersonal: true } }]);
      expect(
        await tx.outboxMail.count({ where: { toAddress: person.email, template: "member-removed" } }),
      ).toBe(1);
    }
    expect(await tx.accessToken.findUnique({ where: { id: "pat_leaver" } })).not.toMatchObject({
      revokedAt: null,
    });
    expect(await refusalOf(leaveOrganisation(ctxOf(tx, leaver)))).toBe("not_found");
  }));

test("the last owner cannot leave; an organisation is handed over only by an owner, to a member", () =>
  inRollback(async (tx) => {
    const owner = await withSession(tx, await makeMember(tx));
    const admin = await makeMember(tx, { orgId: owner.orgId, role: "admin" });
    const stranger = await makeMember(tx);
    expect(await refusalOf(leaveOrganisation(ctxOf(tx, owner)))).toBe("conflict");
    expect(await refusalOf(transferOwnership(ctxOf(tx, admin), { userId: admin.userId }))).toBe(
      "not_allowed",
    );
    expect(await refusalOf(transferOwnership(ctxOf(tx, owner), { userId: stranger.userId }))).toBe(
      "not_found",
    );
    expect(await refusalOf(transferOwnership(ctxOf(tx, owner), { userId: owner.userId }))).toBe("conflict");
    await transferOwnership(ctxOf(tx, owner), { userId: admin.userId });
    // The session's own word is older than the rows: what is in the database decides.
    expect(await refusalOf(transferOwnership(ctxOf(tx, owner), { userId: admin.userId }))).toBe(
      "not_allowed",
    );
    await leaveOrganisation(ctxOf(tx, { ...owner, role: "admin" }));
    const left = await tx.membership.findMany({
      where: { orgId: owner.orgId },
      select: { userId: true, role: true },
    });
    expect(left).toEqual([{ userId: admin.userId, role: "owner" }]);
  }));

test("a confirmed person founds an organisation and owns it; names are checked; members below admin rename nothing", () =>
  inRollback(async (tx) => {
    const person = await withSession(tx, await makeMember(tx));
    expect(
      await refusalOf(foundOrganisation(ctxOf(tx, { ...person, isEmailVerified: false }), { name: "Rail" })),
    ).toBe("not_allowed");
    expect(await refusalOf(foundOrganisation(ctxOf(tx, VISITOR), { name: "Rail" }))).toBe("not_signed_in");
    expect(await refusalOf(foundOrganisation(ctxOf(tx, person), { name: " " }))).toBe("invalid_input");
    const { orgId } = await foundOrganisation(ctxOf(tx, person), { name: "Rail works" });
    expect(await tx.team.count({ where: { orgId } })).toBe(1);
    const acting = { ...person, orgId, orgName: "Rail works", role: "owner" as const };
    await renameOrganisation(ctxOf(tx, acting), { name: "Rail Works Ltd" });
    expect(
      await refusalOf(renameOrganisation(ctxOf(tx, { ...acting, role: "developer" }), { name: "Mine" })),
    ).toBe("not_allowed");
    expect(await tx.organisation.findUnique({ where: { id: orgId } })).toMatchObject({
      name: "Rail Works Ltd",
    });
    const acts = await tx.auditEvent.findMany({
      where: { orgId },
      select: { action: true },
    });
    expect(acts.map(({ action }) => action).sort()).toEqual(["organisation.founded", "organisation.renamed"]);
  }));

test("nobody is invited to be an admin or owner without a recent proof; nothing is sent", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const stale = ctxOf(tx, { ...owner, provedAt: null });
    for (const role of ["admin", "owner"])
      expect(await refusalOf(inviteMember(stale, { email: "a@guest.test", role }))).toBe("proof_required");
    expect(await tx.invitation.count({ where: { orgId: owner.orgId } })).toBe(0);
    expect(await tx.outboxMail.count({ where: { toAddress: "a@guest.test" } })).toBe(0);
    await inviteMember(stale, { email: "a@guest.test", role: "developer" });
  }));

test("invitations end with the right of whoever sent them: on leaving all, with a lower role those above it", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const [leaver, giver] = [await makeMember(tx, { orgId, role: "admin" }), await makeMember(tx, { orgId })];
    const [second, third] = [await withSession(tx, await makeMember(tx)), await makeMember(tx)];
    await inviteMember(ctxOf(tx, leaver), { email: second.email, role: "admin" });
    await inviteMember(ctxOf(tx, giver), { email: third.email, role: "owner" });
    await inviteMember(ctxOf(tx, giver), { email: "v@guest.test", role: "viewer" });
    const token = await mailedToken(tx, second.email);
    await removeMember(ctxOf(tx, owner), { orgId, userId: leaver.userId });
    expect(await refusalOf(acceptInvitation(ctxOf(tx, second), { token }))).toBe("not_found");
    const open = async () => (await listInvitations(ctxOf(tx, owner))).map(({ role }) => role).toSorted();
    expect(await open()).toEqual(["owner", "viewer"]);
    await updateMemberRole(ctxOf(tx, owner), { orgId, userId: giver.userId, role: "admin" });
    expect(await open()).toEqual(["viewer"]);
    await updateMemberRole(ctxOf(tx, owner), { orgId, userId: giver.userId, role: "developer" });
    expect(await open()).toEqual([]);
  }));

test("a handing-over is told to both, and to the other owners", () =>
  inRollback(async (tx) => {
    const giver = await makeMember(tx);
    const { orgId } = giver;
    const [taker, other] = [await makeMember(tx, { orgId, role: "admin" }), await makeMember(tx, { orgId })];
    await transferOwnership(ctxOf(tx, giver), { userId: taker.userId });
    const mails = (toAddress: string, template: string) =>
      tx.outboxMail.count({ where: { toAddress, template } });
    expect(await mails(giver.email, "access-changed")).toBe(1);
    expect(await mails(taker.email, "organisation-changed")).toBe(1);
    expect(await mails(other.email, "organisation-changed")).toBe(1);
  }));

test("what a provider's claims gave is forgotten with the membership, so that they do not take a later one by hand", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const { userId } = await makeMember(tx, { orgId, role: "developer" });
    await tx.claimGrant.create({ data: { userId, providerId: "idp_1", orgId } });
    await removeMember(ctxOf(tx, owner), { orgId, userId });
    expect(await tx.claimGrant.count({ where: { userId } })).toBe(0);
  }));
