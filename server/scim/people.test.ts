import { expect, test } from "vitest";
import { createUser } from "#server/identity/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { patchPerson, replacePerson } from "./change-person.ts";
import { deprovisionPerson } from "./deprovision-person.ts";
import { getProvisionedPerson, listProvisionedPeople } from "./find-people.ts";
import { getProvisioning } from "./get-provisioning.ts";
import { provisionPerson } from "./provision-person.ts";
import { etagOf, represent } from "./represent.ts";
import { entraUser, makeDirectory, oktaUser, patchOp, type TestDirectory } from "./testing/directory.ts";

const membershipOf = (tx: Tx, orgId: string, email: string) =>
  tx.membership.findFirst({ where: { orgId, user: { email } }, include: { user: true, teams: true } });

const actionsIn = async (tx: Tx, { orgId }: TestDirectory) => {
  const events = await tx.auditEvent.findMany({ where: { orgId, actorKind: "scim" } });
  return events.map(({ action }) => action).sort();
};

const mailsTo = async (tx: Tx, toAddress: string) => {
  const mails = await tx.outboxMail.findMany({ where: { toAddress } });
  return mails.map(({ template }) => template).sort();
};

const activeIs = (value: unknown) => patchOp({ op: "replace", path: "active", value });

test("Okta creates a person at a proved domain: account, membership, mail and log, and no password is kept", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const email = `ada@${directory.domain}`;
    const found = await provisionPerson(directory.ctx, oktaUser(email));
    expect(represent(found)).toMatchObject({
      userName: email,
      active: true,
      name: { givenName: "Test" },
      meta: { resourceType: "User", location: expect.stringContaining(`/scim/v2/Users/${found.id}`) },
    });
    const membership = await membershipOf(tx, directory.orgId, email);
    expect(membership).toMatchObject({
      role: "developer",
      teams: [{ teamId: directory.owner.teamId }],
      user: { name: "Test User", passwordHash: null, status: "active" },
    });
    expect(membership?.user.emailVerifiedAt).not.toBeNull();
    expect(await mailsTo(tx, email)).toEqual(["provisioned"]);
    expect(await actionsIn(tx, directory)).toEqual([
      "directory_user.created",
      "member.joined",
      "user.created",
    ]);
    const row = await tx.scimUser.findUniqueOrThrow({ where: { id: found.id } });
    expect(JSON.stringify(row)).not.toContain("1mz050nq");
  }));

test("whoever has an account at a proved domain joins with it and keeps role and name; a member is only noted", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const [email, second] = [`bob@${directory.domain}`, `eve@${directory.domain}`];
    const draft = { email, name: "Bob Own", password: "copper lantern by the quay" };
    const { id: userId } = await createUser(ctxOf(tx, { kind: "job", name: "test" }), draft);
    await provisionPerson(directory.ctx, oktaUser(email));
    expect(await membershipOf(tx, directory.orgId, email)).toMatchObject({
      userId,
      user: { name: "Bob Own" },
    });
    const admin = await makeMember(tx, { orgId: directory.orgId, role: "admin" });
    await tx.user.update({ where: { id: admin.userId }, data: { email: second } });
    await provisionPerson(directory.ctx, entraUser(second));
    expect(await membershipOf(tx, directory.orgId, second)).toMatchObject({
      userId: admin.userId,
      role: "admin",
    });
    expect(await mailsTo(tx, second)).toEqual([]);
  }));

test("an address that the organisation has not proved is only invited, account or none; nothing of theirs is touched", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx, { isProved: false });
    const victim = await makeMember(tx);
    for (const email of [victim.email, `new@${directory.domain}`]) {
      const found = await provisionPerson(directory.ctx, oktaUser(email));
      expect(found.attributes.active).toBe(true);
      expect(await membershipOf(tx, directory.orgId, email)).toBeNull();
      expect(await mailsTo(tx, email)).toEqual(["invitation"]);
    }
    expect(await tx.user.count({ where: { email: `new@${directory.domain}` } })).toBe(0);
    const { counts } = await getProvisioning(ctxOf(tx, directory.owner));
    expect(counts).toEqual({ member: 0, invited: 2, inactive: 0 });
    await patchPerson(directory.ctx, {
      id: (await listProvisionedPeople(directory.ctx, {})).Resources.map(({ id }) => String(id))[0] ?? "",
      body: activeIs(false),
      ifMatch: null,
    });
    expect(await tx.invitation.count({ where: { orgId: directory.orgId, revokedAt: null } })).toBe(1);
  }));

test("an unconfirmed account at a proved domain is emptied of what others laid into it", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const email = `early@${directory.domain}`;
    const squatter = await makeMember(tx);
    await tx.user.update({
      where: { id: squatter.userId },
      data: { email, emailVerifiedAt: null, passwordHash: "squatter's" },
    });
    await tx.session.create({
      data: { id: squatter.sessionId, userId: squatter.userId, expiresAt: new Date("2027-01-01") },
    });
    await provisionPerson(directory.ctx, oktaUser(email));
    expect(await tx.user.findUnique({ where: { email } })).toMatchObject({ passwordHash: null });
    expect(await tx.session.count({ where: { userId: squatter.userId } })).toBe(0);
  }));

test.each([
  [
    "Okta by PATCH",
    patchOp({ op: "replace", value: { active: false } }),
    patchOp({ op: "replace", value: { active: true } }),
  ],
  [
    "Entra ID by PATCH",
    patchOp({ op: "Replace", path: "active", value: "False" }),
    patchOp({ op: "Replace", path: "active", value: "True" }),
  ],
])(
  "%s deactivates: membership, tokens and teams end in this organisation only; reactivating brings them back",
  (_who, off, on) =>
    inRollback(async (tx) => {
      const directory = await makeDirectory(tx);
      const { ctx, orgId } = directory;
      const email = `leaver@${directory.domain}`;
      const { id } = await provisionPerson(ctx, entraUser(email));
      const { userId = "" } = (await membershipOf(tx, orgId, email)) ?? {};
      const elsewhere = await makeMember(tx);
      await tx.membership.create({ data: { orgId: elsewhere.orgId, userId, role: "viewer" } });
      const token = { userId, name: "CI", hint: "", scopes: [] };
      for (const at of [orgId, elsewhere.orgId])
        await tx.accessToken.create({ data: { ...token, id: `pat_${at}`, orgId: at, tokenHash: at } });

      const gone = await patchPerson(ctx, { id, body: off, ifMatch: null });
      expect(gone.attributes.active).toBe(false);
      expect(await membershipOf(tx, orgId, email)).toBeNull();
      expect(await membershipOf(tx, elsewhere.orgId, email)).toMatchObject({ role: "viewer" });
      expect(await tx.accessToken.findUnique({ where: { id: `pat_${orgId}` } })).not.toMatchObject({
        revokedAt: null,
      });
      expect(await tx.accessToken.findUnique({ where: { id: `pat_${elsewhere.orgId}` } })).toMatchObject({
        revokedAt: null,
      });
      expect(await tx.departure.findFirst({ where: { orgId, userId } })).toMatchObject({
        removedBy: directory.caller.tokenId,
      });
      expect(await mailsTo(tx, email)).toEqual(["member-removed", "provisioned"]);
      expect(await actionsIn(tx, directory)).toEqual(
        expect.arrayContaining(["directory_user.deactivated", "member.removed"]),
      );

      const again = await patchPerson(ctx, { id, body: off, ifMatch: null });
      expect(etagOf(again)).toBe(etagOf(gone));
      expect(await tx.departure.count({ where: { orgId, userId } })).toBe(1);

      await patchPerson(ctx, { id, body: on, ifMatch: null });
      expect(await membershipOf(tx, orgId, email)).toMatchObject({ userId });
      expect(await actionsIn(tx, directory)).toContain("directory_user.reactivated");
    }),
);

test("Okta by PUT: what is left out is gone, whether they are active is not, and the account keeps its own address", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const email = `ada@${directory.domain}`;
    const { id } = await provisionPerson(directory.ctx, oktaUser(email, { title: "Countess" }));
    const { active: _, ...body } = oktaUser(email, {
      emails: [{ value: "attacker@evil.test", primary: true }],
    });
    const found = await replacePerson(directory.ctx, { id, body, ifMatch: null });
    expect(found.attributes).toMatchObject({ active: true, emails: [{ value: "attacker@evil.test" }] });
    expect(found.attributes).not.toHaveProperty("title");
    expect(await membershipOf(tx, directory.orgId, email)).not.toBeNull();
    expect(await mailsTo(tx, "attacker@evil.test")).toEqual([]);
    expect(await tx.user.count({ where: { email: "attacker@evil.test" } })).toBe(0);
  }));

test("the last owner cannot be taken out, by PATCH or DELETE, and nothing is written", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, owner, orgId } = directory;
    const { id } = await provisionPerson(ctx, oktaUser(owner.email));
    const events = (await actionsIn(tx, directory)).length;
    expect(await refusalOf(patchPerson(ctx, { id, body: activeIs(false), ifMatch: null }))).toBe("conflict");
    expect(await refusalOf(deprovisionPerson(ctx, { id, ifMatch: null }))).toBe("conflict");
    expect(await membershipOf(tx, orgId, owner.email)).toMatchObject({ role: "owner" });
    expect(await actionsIn(tx, directory)).toHaveLength(events);
  }));

test("DELETE ends the membership and forgets the person, once; the account stays; creating them again works", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, orgId } = directory;
    const email = `ada@${directory.domain}`;
    const { id } = await provisionPerson(ctx, oktaUser(email));
    await deprovisionPerson(ctx, { id, ifMatch: null });
    expect(await membershipOf(tx, orgId, email)).toBeNull();
    expect(await tx.user.count({ where: { email, deletedAt: null } })).toBe(1);
    expect(await refusalOf(deprovisionPerson(ctx, { id, ifMatch: null }))).toBe("not_found");
    expect(await refusalOf(getProvisionedPerson(ctx, id))).toBe("not_found");
    await provisionPerson(ctx, oktaUser(email));
    expect(await membershipOf(tx, orgId, email)).not.toBeNull();
  }));

test("the same person twice is refused as uniqueness, whatever the case; another organisation may know them too", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const email = `ada@${directory.domain}`;
    await provisionPerson(directory.ctx, oktaUser(email, { externalId: "00u1" }));
    for (const body of [
      oktaUser(email.toUpperCase()),
      oktaUser(`other@${directory.domain}`, { externalId: "00u1" }),
    ])
      await expect(provisionPerson(directory.ctx, body)).rejects.toMatchObject({
        code: "conflict",
        detail: { scimType: "uniqueness" },
      });
    const other = await makeDirectory(tx);
    await provisionPerson(other.ctx, oktaUser(email, { externalId: "00u1" }));
    expect(await membershipOf(tx, other.orgId, email)).toBeNull();
  }));

test("to another organisation's directory a person does not exist; people and visitors may ask nothing", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const email = `ada@${directory.domain}`;
    const { id } = await provisionPerson(directory.ctx, oktaUser(email));
    const other = await makeDirectory(tx);
    const request = { id, body: activeIs(false), ifMatch: null };
    expect(await refusalOf(getProvisionedPerson(other.ctx, id))).toBe("not_found");
    expect(await refusalOf(patchPerson(other.ctx, request))).toBe("not_found");
    expect(await refusalOf(replacePerson(other.ctx, { ...request, body: oktaUser(email) }))).toBe(
      "not_found",
    );
    expect(await refusalOf(deprovisionPerson(other.ctx, request))).toBe("not_found");
    expect(await listProvisionedPeople(other.ctx, { filter: `userName eq "${email}"` })).toMatchObject({
      totalResults: 0,
    });
    for (const caller of [directory.owner, { kind: "visitor" }] as const) {
      const ctx = ctxOf(tx, caller);
      const code = caller.kind === "visitor" ? "not_signed_in" : "not_allowed";
      expect(await refusalOf(provisionPerson(ctx, oktaUser(`x@${directory.domain}`)))).toBe(code);
      expect(await refusalOf(patchPerson(ctx, request))).toBe(code);
      expect(await refusalOf(deprovisionPerson(ctx, request))).toBe(code);
      expect(await refusalOf(listProvisionedPeople(ctx, {}))).toBe(code);
    }
    expect(await membershipOf(tx, directory.orgId, email)).not.toBeNull();
  }));

test.each([
  ["without a userName", { userName: undefined }],
  ["without any address", { userName: "ada", emails: [] }],
  ["with an address that is none", { emails: [{ value: '"ada"@acme.test, x@y.test' }] }],
  ["with an object for a name", { displayName: { x: 1 } }],
  ["with a name too long", { displayName: "x".repeat(2_001) }],
  ["active perhaps", { active: "perhaps" }],
])("a person %s is refused and nothing is written", (_what, more) =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const body = oktaUser(`ada@${directory.domain}`, more);
    expect(await refusalOf(provisionPerson(directory.ctx, body))).toBe("invalid_input");
    expect(await tx.scimUser.count({ where: { orgId: directory.orgId } })).toBe(0);
    expect(await actionsIn(tx, directory)).toEqual([]);
  }),
);

test("If-Match: a change on an old reading is refused as stale, one on the newest is made", () =>
  inRollback(async (tx) => {
    const { ctx, domain } = await makeDirectory(tx);
    const first = await provisionPerson(ctx, oktaUser(`ada@${domain}`));
    const { id } = first;
    const title = (value: string) => patchOp({ op: "replace", path: "title", value });
    await patchPerson(ctx, { id, body: title("One"), ifMatch: etagOf(first) });
    const stale = patchPerson(ctx, { id, body: title("Two"), ifMatch: etagOf(first) });
    await expect(stale).rejects.toMatchObject({ code: "conflict", detail: { isStale: true } });
    await expect(deprovisionPerson(ctx, { id, ifMatch: 'W/"0a"' })).rejects.toMatchObject({
      code: "conflict",
    });
    const found = await patchPerson(ctx, { id, body: title("Two"), ifMatch: "*" });
    expect(found.attributes.title).toBe("Two");
  }));

test("people are found by what Okta and Entra ID ask, in pages, in order, and with the attributes wanted", () =>
  inRollback(async (tx) => {
    const { ctx, domain } = await makeDirectory(tx);
    for (const name of ["cid", "ada", "bob"])
      await provisionPerson(ctx, entraUser(`${name}@${domain}`, { externalId: `x-${name}` }));
    const ask = (query: Record<string, string>) => listProvisionedPeople(ctx, query);
    const names = async (query: Record<string, string>) =>
      (await ask(query)).Resources.map(({ userName }) => String(userName).split("@")[0]);
    expect(await names({ filter: `userName eq "ADA@${domain}"` })).toEqual(["ada"]);
    expect(await names({ filter: 'externalId eq "x-bob"' })).toEqual(["bob"]);
    expect(await names({ filter: `emails[type eq "work" and value eq "cid@${domain}"]` })).toEqual(["cid"]);
    expect(await names({ sortBy: "userName" })).toEqual(["ada", "bob", "cid"]);
    expect(await names({ sortBy: "userName", sortOrder: "descending", count: "2" })).toEqual(["cid", "bob"]);
    expect(await ask({ startIndex: "2", count: "1" })).toMatchObject({
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
    });
    expect(await ask({ count: "0" })).toMatchObject({ totalResults: 3, Resources: [] });
    expect(await ask({ count: "-1", startIndex: "-5" })).toMatchObject({ startIndex: 1, Resources: [] });
    const [only] = (await ask({ filter: 'externalId eq "x-bob"', attributes: "userName,name.givenName" }))
      .Resources;
    expect(Object.keys(only ?? {}).sort()).toEqual(["id", "name", "schemas", "userName"]);
    expect(only?.name).toEqual({ givenName: "givenName" });
    const [less] = (await ask({ filter: 'externalId eq "x-bob"', excludedAttributes: "emails" })).Resources;
    expect(less).not.toHaveProperty("emails");
    expect(less).toHaveProperty("userName");
  }));

test("filters and orders hold across many people, read in parts, whatever page is asked for", () =>
  inRollback(async (tx) => {
    const { ctx, orgId } = await makeDirectory(tx);
    await tx.$executeRaw`
      INSERT INTO "ScimUser" (id, "orgId", "userName", "userKey", "isActive", profile, "createdAt", "updatedAt")
      SELECT ${orgId} || n, ${orgId}, 'u' || n, 'u' || n, false, jsonb_build_object('title', 't' || lpad(n::text, 4, '0')),
        now(), now() FROM generate_series(1, 450) n`;
    const ask = async (query: Record<string, string>) => {
      const { totalResults, Resources } = await listProvisionedPeople(ctx, query);
      return { total: totalResults, titles: Resources.map(({ title }) => title) };
    };
    const last = { sortBy: "title", sortOrder: "descending" };
    expect(await ask({ ...last, count: "2" })).toEqual({ total: 450, titles: ["t0450", "t0449"] });
    expect(await ask({ ...last, startIndex: "449" })).toEqual({ total: 450, titles: ["t0002", "t0001"] });
    expect(await ask({ filter: 'title ge "t0440"', sortBy: "title", count: "1" })).toEqual({
      total: 11,
      titles: ["t0440"],
    });
    const { total, titles } = await ask({ filter: 'title co "t"', startIndex: "300" });
    expect([total, titles.length]).toEqual([450, 151]);
  }));

test("whose account has moved to a foreign address is invited, not let in, when the directory wants them again", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, orgId } = directory;
    const email = `ada@${directory.domain}`;
    const { id } = await provisionPerson(ctx, oktaUser(email));
    const { userId = "" } = (await membershipOf(tx, orgId, email)) ?? {};
    await patchPerson(ctx, { id, body: activeIs(false), ifMatch: null });
    await tx.user.update({ where: { id: userId }, data: { email: `${userId}@elsewhere.test` } });
    await patchPerson(ctx, { id, body: activeIs(true), ifMatch: null });
    expect(await tx.membership.count({ where: { orgId, userId } })).toBe(0);
    expect(await mailsTo(tx, email)).toContain("invitation");
    expect(await tx.scimUser.findUnique({ where: { id } })).toMatchObject({ userId: null, email });

    const bob = `bob@${directory.domain}`;
    const outsider = await makeMember(tx);
    const second = await provisionPerson(ctx, oktaUser(bob));
    const account = (await membershipOf(tx, orgId, bob))?.userId ?? "";
    await patchPerson(ctx, { id: second.id, body: activeIs(false), ifMatch: null });
    await tx.scimUser.update({ where: { id: second.id }, data: { email: outsider.email } });
    await patchPerson(ctx, { id: second.id, body: activeIs(true), ifMatch: null });
    expect(await tx.membership.count({ where: { orgId, userId: account } })).toBe(1);
  }));

test("a person larger than is kept is refused as such; whoever was kept larger can still be let go", () =>
  inRollback(async (tx) => {
    const { ctx, domain } = await makeDirectory(tx);
    const large = Array.from({ length: 20 }, (_, at) => ({ value: `${at}${"x".repeat(1_900)}` }));
    const refused = { code: "invalid_input", detail: { scimType: "invalidValue" } };
    await expect(provisionPerson(ctx, oktaUser(`a@${domain}`, { roles: large }))).rejects.toMatchObject(
      refused,
    );
    const { id } = await provisionPerson(ctx, oktaUser(`b@${domain}`));
    const change = (body: unknown) => patchPerson(ctx, { id, body, ifMatch: null });
    const add = patchOp({ op: "add", path: "roles", value: large });
    await expect(change(add)).rejects.toMatchObject(refused);
    const { profile } = await tx.scimUser.findUniqueOrThrow({ where: { id } });
    expect(profile).not.toHaveProperty("roles");
    await tx.scimUser.update({
      where: { id },
      data: { profile: { emails: [{ value: `b@${domain}` }], roles: large } },
    });
    expect((await change(activeIs(false))).attributes.active).toBe(false);
  }));

test("somebody let in again by hand shows as active, so that the directory sees it and can take them out", () =>
  inRollback(async (tx) => {
    const directory = await makeDirectory(tx);
    const { ctx, orgId } = directory;
    const email = `ada@${directory.domain}`;
    const { id } = await provisionPerson(ctx, oktaUser(email));
    await patchPerson(ctx, { id, body: activeIs(false), ifMatch: null });
    const { id: userId } = await tx.user.findUniqueOrThrow({ where: { email } });
    await tx.membership.create({ data: { orgId, userId, role: "viewer" } });
    expect((await getProvisionedPerson(ctx, id)).attributes.active).toBe(true);
    await patchPerson(ctx, { id, body: activeIs(false), ifMatch: null });
    expect(await membershipOf(tx, orgId, email)).toBeNull();
  }));

test("invitations by a directory are counted like those by people, and it is told when to come back", () =>
  inRollback(async (tx) => {
    const { ctx, domain } = await makeDirectory(tx, { isProved: false });
    for (let i = 0; i < 60; i++) await provisionPerson(ctx, oktaUser(`p${i}@${domain}`));
    await expect(provisionPerson(ctx, oktaUser(`p60@${domain}`))).rejects.toMatchObject({
      code: "limit_reached",
      detail: { retryAfterSeconds: expect.any(Number) },
    });
  }));
