import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { patchGroup, replaceGroup } from "./change-group.ts";
import { patchPerson } from "./change-person.ts";
import { getProvisionedGroup, listProvisionedGroups } from "./find-groups.ts";
import { getProvisionedPerson } from "./find-people.ts";
import { provisionGroup } from "./provision-group.ts";
import { provisionPerson } from "./provision-person.ts";
import { removeGroup } from "./remove-group.ts";
import { etagOf } from "./represent.ts";
import { setGroupRole } from "./set-group-role.ts";
import { makeDirectory, oktaUser, patchOp, type TestDirectory } from "./testing/directory.ts";

const GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

/** As both Okta and Entra ID create a group. */
const group = (displayName: string, members: string[] = [], more: Record<string, unknown> = {}) => ({
  schemas: [GROUP_SCHEMA],
  displayName,
  members: members.map((value) => ({ value })),
  ...more,
});

async function person(directory: TestDirectory, name: string) {
  const email = `${name}@${directory.domain}`;
  const { id } = await provisionPerson(directory.ctx, oktaUser(email));
  return { id, email };
}

const workersOf = async (tx: Tx, teamId: string) => {
  const rows = await tx.teamMember.findMany({
    where: { teamId },
    include: { membership: { include: { user: true } } },
  });
  return rows.map(({ membership }) => membership.user.email.split("@")[0]).sort();
};

const roleOf = async (tx: Tx, orgId: string, email: string) =>
  (await tx.membership.findFirst({ where: { orgId, user: { email } } }))?.role;

const actionsIn = async (tx: Tx, { orgId }: TestDirectory) =>
  (await tx.auditEvent.findMany({ where: { orgId, actorKind: "scim" } })).map(({ action }) => action);

test("a group becomes a team with its people, is renamed, changed and read back, each in the log", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx } = directory;
    const [ada, bob] = [await person(directory, "ada"), await person(directory, "bob")];
    const { id } = await provisionGroup(ctx, group("Engine <room>", [ada.id], { externalId: "g1" }));
    expect(await tx.team.findUnique({ where: { id } })).toMatchObject({ name: "Engine room" });
    expect(await workersOf(tx, id)).toEqual(["ada"]);
    expect((await getProvisionedPerson(ctx, ada.id)).attributes.groups).toMatchObject([
      { value: id, display: "Engine <room>" },
    ]);
    await patchGroup(ctx, {
      id,
      body: patchOp({ op: "Add", path: "members", value: [{ value: bob.id }] }),
      ifMatch: null,
    });
    expect(await workersOf(tx, id)).toEqual(["ada", "bob"]);
    // Okta renames so, with an id that it may not change.
    await patchGroup(ctx, {
      id,
      body: patchOp({ op: "replace", value: { id, displayName: "Boilers" } }),
      ifMatch: null,
    });
    expect(await tx.team.findUnique({ where: { id } })).toMatchObject({ name: "Boilers" });
    await patchGroup(ctx, {
      id,
      body: patchOp({ op: "remove", path: `members[value eq "${ada.id}"]` }),
      ifMatch: null,
    });
    expect(await workersOf(tx, id)).toEqual(["bob"]);
    await replaceGroup(ctx, { id, body: group("Boilers", [ada.id], { externalId: "g1" }), ifMatch: null });
    const found = await getProvisionedGroup(ctx, id);
    expect(found.attributes).toMatchObject({
      displayName: "Boilers",
      externalId: "g1",
      members: [{ value: ada.id }],
    });
    expect(await actionsIn(tx, directory)).toEqual(
      expect.arrayContaining([
        ...["directory_group.created", "team.created", "team.member_added"],
        ...["directory_group.updated", "team.renamed", "team.member_removed"],
      ]),
    );
  }));

test("a change that changes nothing writes nothing; replays are harmless; a stale one is refused", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx } = directory;
    const ada = await person(directory, "ada");
    const made = await provisionGroup(ctx, group("Engines"));
    const request = {
      id: made.id,
      body: patchOp({ op: "add", path: "members", value: [{ value: ada.id }] }),
      ifMatch: null,
    };
    const first = await patchGroup(ctx, request);
    const acts = (await actionsIn(tx, directory)).length;
    expect(etagOf(await patchGroup(ctx, request))).toBe(etagOf(first));
    expect(await actionsIn(tx, directory)).toHaveLength(acts);
    await expect(patchGroup(ctx, { ...request, ifMatch: etagOf(made) })).rejects.toMatchObject({
      detail: { isStale: true },
    });
    await expect(removeGroup(ctx, { id: made.id, ifMatch: etagOf(made) })).rejects.toMatchObject({
      detail: { isStale: true },
    });
  }));

test("a team of the same name is taken over with whom people put there; a second group of the name is refused", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, owner } = directory;
    const ada = await person(directory, "ada");
    await tx.user.update({ where: { id: owner.userId }, data: { email: `owner@${directory.domain}` } });
    const { id } = await provisionGroup(ctx, group("MAIN", [ada.id]));
    expect(id).toBe(owner.teamId);
    await replaceGroup(ctx, { id, body: group("MAIN"), ifMatch: null });
    expect(await workersOf(tx, id)).toEqual(["owner"]);
    const uniqueness = { code: "conflict", detail: { scimType: "uniqueness" } };
    await expect(provisionGroup(ctx, group("Main"))).rejects.toMatchObject(uniqueness);
    const other = await provisionGroup(ctx, group("Other"));
    const rename = patchOp({ op: "replace", path: "displayName", value: "main" });
    await expect(patchGroup(ctx, { id: other.id, body: rename, ifMatch: null })).rejects.toMatchObject(
      uniqueness,
    );
  }));

test("whoever is only invited, or deactivated, is in the group at once and in the team when they are a member", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx } = directory;
    const ada = await person(directory, "ada");
    const active = (value: boolean) => ({
      id: ada.id,
      body: patchOp({ op: "replace", path: "active", value }),
      ifMatch: null,
    });
    await patchPerson(ctx, active(false));
    const { id } = await provisionGroup(ctx, group("Engines", [ada.id]));
    expect(await workersOf(tx, id)).toEqual([]);
    expect((await getProvisionedGroup(ctx, id)).attributes.members).toMatchObject([{ value: ada.id }]);
    await patchPerson(ctx, active(true));
    expect(await workersOf(tx, id)).toEqual(["ada"]);
  }));

test("deleting a group takes its people out of the team, and the team away only when nothing and nobody needs it", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, owner, orgId } = directory;
    const ada = await person(directory, "ada");
    const idle = await provisionGroup(ctx, group("Idle", [ada.id]));
    await removeGroup(ctx, { id: idle.id, ifMatch: null });
    expect(await tx.team.count({ where: { id: idle.id } })).toBe(0);
    expect(await refusalOf(removeGroup(ctx, { id: idle.id, ifMatch: null }))).toBe("not_found");
    const named = await provisionGroup(ctx, group("Named", []));
    const domain = { id: newId("dom"), orgId, domain: "named.test", challenge: "x", createdBy: owner.userId };
    await tx.organisationDomain.create({ data: { ...domain, teamId: named.id } });
    await removeGroup(ctx, { id: named.id, ifMatch: null });
    expect(await tx.team.count({ where: { id: named.id } })).toBe(1);
    const kept = await provisionGroup(ctx, group("Kept", [ada.id]));
    await tx.teamMember.create({ data: { teamId: kept.id, orgId, userId: owner.userId } });
    await removeGroup(ctx, { id: kept.id, ifMatch: null });
    expect(await tx.teamMember.findMany({ where: { teamId: kept.id } })).toMatchObject([
      { userId: owner.userId },
    ]);
    expect(await refusalOf(getProvisionedGroup(ctx, kept.id))).toBe("not_found");
  }));

test("a group's role becomes its people's, the strongest counts, what it gave it takes back; owners are left alone", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, owner, orgId } = directory;
    const asOwner = ctxOf(tx, owner);
    const ada = await person(directory, "ada");
    const { id: ownerId } = await provisionPerson(ctx, oktaUser(owner.email));
    const admins = await provisionGroup(ctx, group("Admins", [ada.id, ownerId]));
    const viewers = await provisionGroup(ctx, group("Viewers", [ada.id]));
    await setGroupRole(asOwner, { teamId: viewers.id, role: "viewer" });
    expect(await roleOf(tx, orgId, ada.email)).toBe("viewer");
    await setGroupRole(asOwner, { teamId: admins.id, role: "admin" });
    expect(await roleOf(tx, orgId, ada.email)).toBe("admin");
    expect(await roleOf(tx, orgId, owner.email)).toBe("owner");
    const leave = (id: string) =>
      patchGroup(ctx, {
        id,
        body: patchOp({ op: "remove", path: `members[value eq "${ada.id}"]` }),
        ifMatch: null,
      });
    await leave(admins.id);
    expect(await roleOf(tx, orgId, ada.email)).toBe("viewer");
    await leave(viewers.id);
    expect(await roleOf(tx, orgId, ada.email)).toBe("developer");
    expect(await tx.outboxMail.count({ where: { toAddress: ada.email, template: "access-changed" } })).toBe(
      4,
    );
    expect(await tx.auditEvent.count({ where: { orgId, action: "member.role_set" } })).toBe(4);
  }));

test("whoever a group made an admin and makes one no more has invited nobody: what they sent is taken back", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, owner, orgId } = directory;
    const ada = await person(directory, "ada");
    const admins = await provisionGroup(ctx, group("Admins", [ada.id]));
    await setGroupRole(ctxOf(tx, owner), { teamId: admins.id, role: "admin" });
    const { id: invitedBy } = await tx.user.findUniqueOrThrow({ where: { email: ada.email } });
    const expiresAt = new Date("2027-01-01");
    for (const [id, by] of [
      ["inv_hers", invitedBy],
      ["inv_owners", owner.userId],
    ] as const)
      await tx.invitation.create({
        data: { id, orgId, email: `${id}@x.test`, role: "admin", tokenHash: id, invitedBy: by, expiresAt },
      });
    await setGroupRole(ctxOf(tx, owner), { teamId: admins.id, role: "viewer" });
    expect(await roleOf(tx, orgId, ada.email)).toBe("viewer");
    const stateOf = (id: string) => tx.invitation.findUniqueOrThrow({ where: { id } });
    expect((await stateOf("inv_hers")).revokedAt).not.toBeNull();
    expect((await stateOf("inv_owners")).revokedAt).toBeNull();
    const lowered = { orgId, action: "member.role_set", detail: { path: ["to"], equals: "viewer" } };
    expect(await tx.auditEvent.findFirst({ where: lowered })).toMatchObject({ detail: { invitations: 1 } });
  }));

test("a page of groups has its members, and groups are found by one of them", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx } = directory;
    const ada = await person(directory, "ada");
    const small = await provisionGroup(ctx, group("Small", [ada.id]));
    await provisionGroup(ctx, group("Vast"));
    const page = await listProvisionedGroups(ctx, { sortBy: "displayName", count: "1" });
    expect(page.Resources).toMatchObject([{ id: small.id, members: [{ value: ada.id }] }]);
    const hers = await listProvisionedGroups(ctx, { filter: `members[value eq "${ada.id}"]` });
    expect(hers).toMatchObject({ totalResults: 1, Resources: [{ id: small.id }] });
  }));

test("only an owner with recent proof gives a group a role, never the owner's, and only to a group of their own", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { owner, orgId } = directory;
    const { id: teamId } = await provisionGroup(directory.ctx, group("Engines"));
    const draft = { teamId, role: "admin" };
    for (const role of ["admin", "developer", "viewer"] as const) {
      const weak = ctxOf(tx, await makeMember(tx, { orgId, role }));
      expect(await refusalOf(setGroupRole(weak, draft))).toBe("not_allowed");
    }
    expect(await refusalOf(setGroupRole(ctxOf(tx, { ...owner, provedAt: null }), draft))).toBe(
      "proof_required",
    );
    expect(await refusalOf(setGroupRole(ctxOf(tx, await makeMember(tx)), draft))).toBe("not_found");
    expect(await refusalOf(setGroupRole(ctxOf(tx, owner), { teamId, role: "owner" }))).toBe("invalid_input");
    expect(await refusalOf(setGroupRole(ctxOf(tx, owner), { teamId: owner.teamId, role: "viewer" }))).toBe(
      "not_found",
    );
    expect(await tx.scimGroup.findUnique({ where: { teamId } })).toMatchObject({ role: null });
    expect(await tx.auditEvent.count({ where: { orgId, action: "directory_group.role_set" } })).toBe(0);
  }));

test("another organisation's groups and people do not exist; unknown people, groups in groups and namelessness are refused", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const other = await makeDirectory(tx);
    const stranger = await person(other, "stranger");
    const { id } = await provisionGroup(directory.ctx, group("Engines"));
    const request = { id, body: group("Stolen"), ifMatch: null };
    expect(await refusalOf(getProvisionedGroup(other.ctx, id))).toBe("not_found");
    expect(await refusalOf(replaceGroup(other.ctx, request))).toBe("not_found");
    expect(
      await refusalOf(
        patchGroup(other.ctx, { ...request, body: patchOp({ op: "remove", path: "members" }) }),
      ),
    ).toBe("not_found");
    expect(await refusalOf(removeGroup(other.ctx, request))).toBe("not_found");
    expect(await refusalOf(getProvisionedGroup(directory.ctx, directory.owner.teamId))).toBe("not_found");
    const bad = [
      group("Foreign", [stranger.id]),
      group("Nested", [], { members: [{ value: id, type: "Group" }] }),
      group(" "),
      group("x"),
      { schemas: [GROUP_SCHEMA], members: [] },
    ];
    for (const body of bad)
      expect(await refusalOf(provisionGroup(directory.ctx, body))).toBe("invalid_input");
    expect(await refusalOf(provisionGroup(ctxOf(tx, directory.owner), group("Hand")))).toBe("not_allowed");
    expect(await tx.scimGroup.count({ where: { orgId: directory.orgId } })).toBe(1);
    expect(await workersOf(tx, id)).toEqual([]);
  }));

test("Entra ID's questions about groups: by name or external id, without the members", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx } = directory;
    const ada = await person(directory, "ada");
    const { id } = await provisionGroup(ctx, group("Engines", [ada.id], { externalId: "g-1" }));
    await provisionGroup(ctx, group("Boilers"));
    const filter = 'externalId eq "g-1"';
    const [lean] = (await listProvisionedGroups(ctx, { excludedAttributes: "members", filter })).Resources;
    expect(lean).toMatchObject({ id, displayName: "Engines" });
    expect(lean).not.toHaveProperty("members");
    const [whole] = (await listProvisionedGroups(ctx, { filter: 'displayName eq "engines"' })).Resources;
    expect(whole?.members).toMatchObject([{ value: ada.id }]);
    const byMember = { filter: `members[value eq "${ada.id}"]`, excludedAttributes: "members" };
    expect((await listProvisionedGroups(ctx, byMember)).totalResults).toBe(1);
    expect((await listProvisionedGroups(ctx, { attributes: "displayName" })).Resources[0]).not.toHaveProperty(
      "members",
    );
  }));
