import { expect, test } from "vitest";
import { listOrganisationApis } from "#server/catalog/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  deleteApp,
  getApp,
  listApps,
  listOrganisationApps,
  moveApp,
  registerApp,
  updateApp,
} from "./index.ts";
import { makeOffer } from "./testing/offers.ts";

async function twoTeams(tx: Tx) {
  const owner = await makeMember(tx);
  const { orgId, teamId: firstId } = owner;
  const secondId = newId("team");
  await tx.team.create({ data: { id: secondId, orgId, slug: "second", name: "Second" } });
  const person = async (role: "admin" | "developer" | "viewer", teamIds: string[]) =>
    ctxOf(tx, await makeMember(tx, { orgId, role, teamIds }));
  return { owner: ctxOf(tx, owner), orgId, firstId, secondId, person };
}

test("a developer changes their own team's apps, sees the others' and cannot touch them", () =>
  inRollback(async (tx) => {
    const { owner, firstId, secondId, person } = await twoTeams(tx);
    const app = await registerApp(owner, { name: "Ledger", teamId: secondId });
    const [inside, outside] = [await person("developer", [secondId]), await person("developer", [firstId])];
    expect(await updateApp(inside, { appId: app.id, name: "Books" })).toMatchObject({ mayChange: true });
    expect(await getApp(outside, app.id)).toMatchObject({ name: "Books", mayChange: false });
    expect(await refusalOf(updateApp(outside, { appId: app.id, name: "Mine" }))).toBe("not_allowed");
    expect(await refusalOf(deleteApp(outside, { appId: app.id }))).toBe("not_allowed");
    expect(await tx.auditEvent.count({ where: { requestId: outside.requestId } })).toBe(0);
    expect((await listApps(outside, { teamId: firstId })).items).toEqual([]);
    expect((await getApp(await person("admin", []), app.id)).mayChange).toBe(true);
    expect((await getApp(await person("viewer", [secondId]), app.id)).mayChange).toBe(false);
  }));

test("a developer registers apps for their own teams alone, and none without a team", () =>
  inRollback(async (tx) => {
    const { firstId, secondId, person, orgId } = await twoTeams(tx);
    const developer = await person("developer", [secondId]);
    expect(await registerApp(developer, { name: "Ledger" })).toMatchObject({ teamId: secondId });
    expect(await refusalOf(registerApp(developer, { name: "Other", teamId: firstId }))).toBe("not_allowed");
    expect(await refusalOf(registerApp(await person("developer", []), { name: "Third" }))).toBe("conflict");
    expect(await tx.app.count({ where: { orgId } })).toBe(1);
  }));

test("moving an app takes it from one team's developers to the other's, once, and is audited", () =>
  inRollback(async (tx) => {
    const { owner, firstId, secondId, person } = await twoTeams(tx);
    const app = await registerApp(owner, { name: "Ledger" });
    const developer = await person("developer", [firstId, secondId]);
    const move = { appId: app.id, teamId: secondId };
    expect(await refusalOf(moveApp(developer, move))).toBe("not_allowed");
    expect(await refusalOf(moveApp(ctxOf(tx, await makeMember(tx)), move))).toBe("not_found");
    const stranger = await makeMember(tx);
    expect(await refusalOf(moveApp(owner, { appId: app.id, teamId: stranger.teamId }))).toBe("not_found");
    const admin = await person("admin", []);
    expect(await moveApp(admin, move)).toMatchObject({ teamId: secondId });
    await moveApp(admin, move);
    const acts = await tx.auditEvent.findMany({ where: { target: app.id, action: "app.moved" } });
    expect(acts).toHaveLength(1);
    const former = await person("developer", [firstId]);
    expect(await refusalOf(updateApp(former, { appId: app.id, name: "Mine" }))).toBe("not_allowed");
  }));

test("whoever may read organisations lists what one owns: its apps, and the APIs that their role shows; others are refused", () =>
  inRollback(async (tx) => {
    const publisher = await makeMember(tx, { isPublisher: true });
    const { orgId, teamId } = publisher;
    const open = await makeOffer(tx, publisher);
    const draft = await makeOffer(tx, publisher, { lifecycle: "draft" });
    const app = await tx.app.create({ data: { id: newId("app"), orgId, teamId, name: "Board" } });
    await tx.app.create({ data: { id: newId("app"), orgId, teamId, name: "Gone", deletedAt: new Date() } });
    const as = async (platformRole: "auditor" | "access_manager" | "none") =>
      ctxOf(tx, await makeMember(tx, { platformRole }));
    const auditor = await as("auditor");
    expect(await listOrganisationApps(auditor, { orgId })).toMatchObject([{ id: app.id, teamId }]);
    expect(await listOrganisationApps(auditor, { orgId: "org_none" })).toEqual([]);
    const slugs = async (ctx: Ctx) => (await listOrganisationApis(ctx, { orgId })).map(({ slug }) => slug);
    expect((await slugs(auditor)).toSorted()).toEqual([open.slug, draft.slug].toSorted());
    expect(await slugs(await as("access_manager"))).toEqual([open.slug]);
    const nobody = await as("none");
    expect(await refusalOf(listOrganisationApps(nobody, { orgId }))).toBe("not_allowed");
    expect(await refusalOf(listOrganisationApis(nobody, { orgId }))).toBe("not_allowed");
    // An owner's own pages list them; this list is for the portal's people.
    expect(await refusalOf(listOrganisationApps(ctxOf(tx, publisher), { orgId }))).toBe("not_allowed");
  }));
