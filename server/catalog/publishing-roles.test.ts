import { expect, test } from "vitest";
import { makeOffer } from "#server/apps/testing/offers.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  createApi,
  createPlan,
  deleteApi,
  getApi,
  grantPublishingRole,
  listPublishingPeople,
  listRevisions,
  mayCreateApi,
  requestAccess,
  revokePublishingRole,
  setLifecycle,
  updateApi,
  updatePlan,
  writeGuide,
} from "./index.ts";

async function makeHouse(tx: Tx) {
  const owner = await makeMember(tx, { isPublisher: true });
  const offer = await makeOffer(tx, owner);
  const other = await makeOffer(tx, owner);
  const member = async (role: "viewer" | "developer") => {
    const caller: MemberCaller = await makeMember(tx, { orgId: owner.orgId, role });
    return { ...ctxOf(tx, caller), caller };
  };
  return { owner: { ...ctxOf(tx, owner), caller: owner }, offer, other, member };
}

const guide = (api: string) => ({ api, slug: "start", title: "Start", markdown: "Begin." });

/** What each role may do, tried for real; the word of a refusal or "done". */
async function tried(ctx: Ctx, { slug, planId }: { slug: string; planId: string }) {
  const done = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: unknown) => refusalOf(Promise.reject(error)),
    );
  return {
    inside: await done(listRevisions(ctx, { api: slug, version: "v1" })),
    guide: await done(writeGuide(ctx, guide(slug))),
    words: await done(updateApi(ctx, { api: slug, summary: "Said anew." })),
    lifecycle: await done(setLifecycle(ctx, { api: slug, version: "v1", lifecycle: "retired" })),
    plan: await done(updatePlan(ctx, { planId, ratePerMinute: 70 })),
    visibility: await done(updateApi(ctx, { api: slug, visibility: "signed_in" })),
    delete: await done(deleteApi(ctx, { api: slug })),
  };
}

const NO = "not_allowed";

test("owners, editors, reviewers and readers of an API do what their role allows, and no more", () =>
  inRollback(async (tx) => {
    const { owner, offer, member } = await makeHouse(tx);
    await tx.version.updateMany({
      where: { apiId: offer.apiId },
      data: { lifecycle: "draft", publishedAt: null },
    });
    const reader = await member("viewer");
    const reviewer = await member("viewer");
    const editor = await member("developer");
    const raised = await member("viewer");
    await grantPublishingRole(owner, { api: offer.slug, userId: reviewer.caller.userId, role: "reviewer" });
    await grantPublishingRole(owner, { api: offer.slug, userId: raised.caller.userId, role: "editor" });
    const nothing = { guide: NO, words: NO, lifecycle: NO, plan: NO, visibility: NO, delete: NO };
    expect(await tried(reader, offer)).toEqual({ inside: "done", ...nothing });
    expect(await tried(reviewer, offer)).toEqual({ inside: "done", ...nothing });
    // A draft cannot be retired: the state refuses what the role allows.
    const edits = { inside: "done", guide: "done", words: "done", lifecycle: "conflict", plan: "done" };
    expect(await tried(editor, offer)).toEqual({ ...edits, visibility: NO, delete: NO });
    expect(await tried(raised, offer)).toEqual({ ...edits, visibility: NO, delete: NO });
    expect(await tried(owner, offer)).toEqual({ ...edits, visibility: "done", delete: "done" });
  }));

test("a role for one API says nothing of another; a role for all of them does", () =>
  inRollback(async (tx) => {
    const { owner, offer, other, member } = await makeHouse(tx);
    const person = await member("viewer");
    const { userId } = person.caller;
    await grantPublishingRole(owner, { api: offer.slug, userId, role: "editor" });
    expect((await getApi(person, { api: offer.slug })).role).toBe("editor");
    expect(await refusalOf(writeGuide(person, guide(other.slug)))).toBe(NO);
    const plan = { name: "Both", slug: "both", ratePerMinute: 1, apis: [offer.slug, other.slug] };
    expect(await refusalOf(createPlan(person, plan))).toBe(NO);
    const about = { slug: `new-${offer.slug}`, name: "New", summary: "New.", category: "Tests" };
    expect(await refusalOf(createApi(person, about))).toBe(NO);
    expect(await mayCreateApi(person)).toBe(false);
    await grantPublishingRole(owner, { userId, role: "editor" });
    expect((await writeGuide(person, guide(other.slug))).slug).toBe("start");
    expect((await createPlan(person, plan)).slug).toBe("both");
    expect(await mayCreateApi(person)).toBe(true);
    expect((await createApi(person, about)).isMine).toBe(true);
  }));

test("who grants and takes back roles owns the API; each is audited, told to the person, and listed with its reason", () =>
  inRollback(async (tx) => {
    const { owner, offer, member } = await makeHouse(tx);
    const editor = await member("developer");
    const person = await member("viewer");
    const { userId, email } = person.caller;
    const wanted = { api: offer.slug, userId, role: "reviewer" } as const;
    expect(await refusalOf(grantPublishingRole(editor, wanted))).toBe(NO);
    expect(await refusalOf(grantPublishingRole(owner, { ...wanted, role: "reader" as "owner" }))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(grantPublishingRole(owner, { ...wanted, userId: "usr_nobody" }))).toBe(
      "not_found",
    );
    expect(await refusalOf(grantPublishingRole(owner, { ...wanted, userId: editor.caller.userId }))).toBe(
      "conflict",
    );
    const stranger = ctxOf(tx, await makeMember(tx, { isPublisher: true }));
    expect(await refusalOf(grantPublishingRole(stranger, wanted))).toBe("not_found");
    const { id } = await grantPublishingRole(owner, wanted);
    expect(await grantPublishingRole(owner, wanted)).toEqual({ id });
    expect(await tx.auditEvent.count({ where: { target: id, action: "publishing_role.granted" } })).toBe(1);
    expect(await tx.outboxMail.count({ where: { toAddress: email } })).toBe(1);
    const people = await listPublishingPeople(person, { api: offer.slug });
    expect(people.find((one) => one.userId === userId)).toMatchObject({
      orgRole: "viewer",
      role: "reviewer",
      grants: [{ id, role: "reviewer", isForAll: false }],
    });
    expect(await refusalOf(listPublishingPeople(stranger, { api: offer.slug }))).toBe("not_found");
    expect(await refusalOf(revokePublishingRole(stranger, { grantId: id }))).toBe("not_found");
    expect(await refusalOf(revokePublishingRole(editor, { grantId: id }))).toBe(NO);
    await revokePublishingRole(owner, { grantId: id });
    expect(await tx.auditEvent.count({ where: { target: id, action: "publishing_role.revoked" } })).toBe(1);
    expect(await refusalOf(revokePublishingRole(owner, { grantId: id }))).toBe("not_found");
    expect((await getApi(person, { api: offer.slug })).role).toBe("reader");
  }));

test("a developer outside the team that owns an API is its reader: listed so, not mailed, and can be named editor", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const { orgId } = owner;
    const { id: elsewhere } = await tx.team.create({
      data: { id: newId("team"), orgId, slug: "elsewhere", name: "Elsewhere" },
    });
    const offer = await makeOffer(tx, owner, { visibility: "on_request" });
    const inside = await makeMember(tx, { orgId, role: "developer" });
    const outside = await makeMember(tx, { orgId, role: "developer", teamIds: [elsewhere] });
    const asOwner = ctxOf(tx, owner);
    const roleOf = async ({ userId }: MemberCaller) => {
      const people = await listPublishingPeople(asOwner, { api: offer.slug });
      return people.find((person) => person.userId === userId)?.role;
    };
    expect([await roleOf(inside), await roleOf(outside)]).toEqual(["editor", "reader"]);
    expect((await getApi(ctxOf(tx, outside), { api: offer.slug })).role).toBe("reader");
    await requestAccess(ctxOf(tx, await makeMember(tx)), { api: offer.slug, reason: "For a map." });
    const asked = async ({ email }: MemberCaller) =>
      tx.outboxMail.count({ where: { toAddress: email, template: "access-requested" } });
    expect([await asked(owner), await asked(inside), await asked(outside)]).toEqual([1, 1, 0]);
    const named = { api: offer.slug, role: "editor" } as const;
    expect(await refusalOf(grantPublishingRole(asOwner, { ...named, userId: inside.userId }))).toBe(
      "conflict",
    );
    await grantPublishingRole(asOwner, { ...named, userId: outside.userId });
    expect(await roleOf(outside)).toBe("editor");
    // For every API there is, a developer is an editor of their teams' alone.
    await grantPublishingRole(asOwner, { role: "editor", userId: inside.userId });
    expect((await getApi(ctxOf(tx, inside), { api: offer.slug })).role).toBe("editor");
  }));

test("what was granted ends with the membership", () =>
  inRollback(async (tx) => {
    const { owner, offer, member } = await makeHouse(tx);
    const { userId, orgId } = (await member("viewer")).caller;
    const { id } = await grantPublishingRole(owner, { api: offer.slug, userId, role: "owner" });
    await tx.membership.delete({ where: { orgId_userId: { orgId, userId } } });
    expect(await tx.publishingGrant.count({ where: { id } })).toBe(0);
  }));
