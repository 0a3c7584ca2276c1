import { expect, test } from "vitest";
import { registerApp } from "#server/apps/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { createTeam } from "./create-team.ts";
import { deleteTeam } from "./delete-team.ts";
import { getTeam } from "./get-team.ts";
import { inviteMember } from "./invite-member.ts";
import { getOrganisation } from "./list-organisations.ts";
import { renameTeam } from "./rename-team.ts";
import { addTeamMember, removeTeamMember } from "./team-members.ts";

async function actsOf(tx: Tx, ...ctxs: Ctx[]): Promise<string[]> {
  const events = await tx.auditEvent.findMany({
    where: { requestId: { in: ctxs.map(({ requestId }) => requestId) } },
    orderBy: { id: "asc" },
  });
  return events.map(({ action }) => action);
}

test("an organiser makes a team, puts members in and takes them out; each step is audited and told by mail", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const member = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
    const ctx = ctxOf(tx, owner);
    const { teamId } = await createTeam(ctx, { name: " Billing " });
    await addTeamMember(ctx, { teamId, userId: member.userId });
    expect(await getTeam(ctx, { teamId })).toMatchObject({
      name: "Billing",
      members: [{ userId: member.userId, role: "developer" }],
      others: [{ userId: owner.userId }],
      isDeletable: true,
    });
    expect(await refusalOf(addTeamMember(ctx, { teamId, userId: member.userId }))).toBe("conflict");
    expect(
      await tx.outboxMail.count({ where: { toAddress: member.email, template: "access-changed" } }),
    ).toBe(1);
  }));

test("whoever is taken out of a team stays in the organisation, and is told", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const member = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
    const ctx = ctxOf(tx, owner);
    const { teamId } = owner;
    await removeTeamMember(ctx, { teamId, userId: member.userId });
    const { members } = await getOrganisation(ctx, { orgId: owner.orgId });
    expect(members.find(({ userId }) => userId === member.userId)).toMatchObject({ teamIds: [] });
    expect(await refusalOf(removeTeamMember(ctx, { teamId, userId: member.userId }))).toBe("not_found");
    expect(await actsOf(tx, ctx)).toEqual(["team.member_removed"]);
    expect(await tx.outboxMail.count({ where: { toAddress: member.email } })).toBe(1);
  }));

test("a team that owns an app, or is the last, is not deleted", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    expect(await refusalOf(deleteTeam(ctx, { teamId: owner.teamId }))).toBe("conflict");
    const { teamId } = await createTeam(ctx, { name: "Billing" });
    const app = await registerApp(ctx, { name: "Ledger", teamId });
    expect(await refusalOf(deleteTeam(ctx, { teamId }))).toBe("conflict");
    await tx.app.update({ where: { id: app.id }, data: { deletedAt: ctx.now } });
    const last = ctxOf(tx, owner);
    await deleteTeam(last, { teamId });
    expect(await actsOf(tx, last)).toEqual(["team.deleted"]);
    expect(await refusalOf(getTeam(ctx, { teamId }))).toBe("not_found");
  }));

test("a team into which a domain, an open invitation, a claim or a directory still brings people is not deleted", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId, userId } = owner;
    const ctx = ctxOf(tx, owner);
    const { teamId } = await createTeam(ctx, { name: "Billing" });
    const refused = async (what: string) => {
      const away = ctxOf(tx, owner);
      await expect(deleteTeam(away, { teamId })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(`Billing: ${what} 1. `),
      });
      expect(await actsOf(tx, away)).toEqual([]);
      expect(await tx.team.count({ where: { id: teamId } })).toBe(1);
    };

    const domain = { id: newId("dom"), orgId, domain: "billing.test", challenge: "x", createdBy: userId };
    await tx.organisationDomain.create({ data: { ...domain, teamId } });
    await refused("domains");
    await tx.organisationDomain.update({ where: { id: domain.id }, data: { teamId: null } });

    const { invitationId } = await inviteMember(ctx, { email: "new@billing.test", role: "viewer", teamId });
    await refused("open invitations");
    await tx.invitation.update({ where: { id: invitationId }, data: { expiresAt: ctx.now } });

    const claim = { id: newId("map"), providerId: "idp", claim: "groups", value: "billing" };
    await tx.claimMapping.create({ data: { ...claim, orgId, teamId, role: "viewer" } });
    await refused("claims of sign-in providers");
    await tx.claimMapping.delete({ where: { id: claim.id } });

    const group = { teamId, orgId, displayName: "Billing", createdAt: ctx.now, updatedAt: ctx.now };
    await tx.scimGroup.create({ data: group });
    await refused("groups of the directory");
    await tx.scimGroup.delete({ where: { teamId } });

    await deleteTeam(ctx, { teamId });
    expect(await tx.team.count({ where: { id: teamId } })).toBe(0);
  }));

test("a team's name is its own inside the organisation, whatever the case, and is checked", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    const { teamId } = await createTeam(ctx, { name: "Billing" });
    const count = () => tx.team.count({ where: { orgId: owner.orgId } });
    expect(await refusalOf(createTeam(ctx, { name: "BILLING" }))).toBe("conflict");
    expect(await refusalOf(createTeam(ctx, { name: " " }))).toBe("invalid_input");
    expect(await refusalOf(renameTeam(ctx, { teamId, name: "main" }))).toBe("conflict");
    expect(await count()).toBe(2);
    await renameTeam(ctx, { teamId, name: "Payments" });
    expect(await getTeam(ctx, { teamId })).toMatchObject({ name: "Payments" });
    const other = await makeMember(tx);
    await createTeam(ctxOf(tx, other), { name: "Payments" });
  }));

test("members below admin change no teams, and another organisation's team does not exist", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { teamId, userId } = owner;
    for (const role of ["developer", "viewer"] as const) {
      const weak = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role }));
      expect(await refusalOf(createTeam(weak, { name: "Mine" }))).toBe("not_allowed");
      expect(await refusalOf(renameTeam(weak, { teamId, name: "Mine" }))).toBe("not_allowed");
      expect(await refusalOf(deleteTeam(weak, { teamId }))).toBe("not_allowed");
      expect(await refusalOf(addTeamMember(weak, { teamId, userId }))).toBe("not_allowed");
      expect(await refusalOf(removeTeamMember(weak, { teamId, userId }))).toBe("not_allowed");
      expect((await getTeam(weak, { teamId })).name).toBe("Main");
      expect(await actsOf(tx, weak)).toEqual([]);
    }
    const stranger = await makeMember(tx);
    const away = ctxOf(tx, stranger);
    expect(await refusalOf(getTeam(away, { teamId }))).toBe("not_found");
    expect(await refusalOf(renameTeam(away, { teamId, name: "Mine" }))).toBe("not_found");
    expect(await refusalOf(deleteTeam(away, { teamId }))).toBe("not_found");
    expect(await refusalOf(addTeamMember(away, { teamId, userId: stranger.userId }))).toBe("not_found");
    expect(await refusalOf(removeTeamMember(away, { teamId, userId }))).toBe("not_found");
    // A person of another organisation cannot be put into one's own team either.
    expect(await refusalOf(addTeamMember(ctxOf(tx, owner), { teamId, userId: stranger.userId }))).toBe(
      "not_found",
    );
    expect(await refusalOf(inviteMember(away, { email: "a@guests.test", role: "viewer", teamId }))).toBe(
      "not_found",
    );
  }));
