import { expect, test } from "vitest";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { deleteApp, getApp, listApps, registerApp, renameApp, updateApp } from "./index.ts";

async function auditOf(tx: Tx, ctx: Ctx): Promise<string[]> {
  const events = await tx.auditEvent.findMany({
    where: { requestId: ctx.requestId },
    orderBy: { id: "asc" },
  });
  return events.map(({ action }) => action);
}

test("registering an app makes it the organisation's, in its first team, and is audited", () =>
  inRollback(async (tx) => {
    const caller = await makeMember(tx, { role: "developer" });
    const ctx = ctxOf(tx, caller);
    const app = await registerApp(ctx, { name: "  Timetable  ", description: "Shows trains" });
    expect(app).toMatchObject({
      name: "Timetable",
      status: "active",
      teamId: caller.teamId,
      subscriptionCount: 0,
    });
    expect(await auditOf(tx, ctx)).toEqual(["app.registered"]);
    expect((await listApps(ctx)).items.map(({ id }) => id)).toEqual([app.id]);
  }));

test("a viewer cannot register, change or delete an app, and nothing is written", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const app = await registerApp(ctxOf(tx, owner), { name: "Kept" });
    const ctx = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role: "viewer" }));
    expect(await refusalOf(registerApp(ctx, { name: "New" }))).toBe("not_allowed");
    expect(await refusalOf(renameApp(ctx, { appId: app.id, name: "Other" }))).toBe("not_allowed");
    expect(await refusalOf(deleteApp(ctx, { appId: app.id }))).toBe("not_allowed");
    expect(await auditOf(tx, ctx)).toEqual([]);
    expect((await getApp(ctx, app.id)).name).toBe("Kept");
  }));

test("an unverified e-mail address keeps one from registering an app and says what to do", () =>
  inRollback(async (tx) => {
    const caller = { ...(await makeMember(tx)), isEmailVerified: false };
    await expect(registerApp(ctxOf(tx, caller), { name: "New" })).rejects.toMatchObject({
      code: "not_allowed",
      message: expect.stringContaining("Confirm your e-mail"),
    });
  }));

test("a visitor and a token without the scope see no apps", () =>
  inRollback(async (tx) => {
    expect(await refusalOf(listApps(ctxOf(tx, { kind: "visitor" })))).toBe("not_signed_in");
    const { orgId, userId } = await makeMember(tx);
    const token = {
      kind: "token" as const,
      tokenId: newId("pat"),
      userId,
      name: "CI",
      platformRole: "none" as const,
      orgId,
      isPublisher: false,
      role: "owner" as const,
      teamIds: [],
      scopes: ["apis:read"],
    };
    expect(await refusalOf(listApps(ctxOf(tx, token)))).toBe("not_allowed");
    expect(await refusalOf(registerApp(ctxOf(tx, { ...token, scopes: ["apps:read"] }), { name: "x" }))).toBe(
      "not_allowed",
    );
  }));

test("another organisation's app does not exist", () =>
  inRollback(async (tx) => {
    const app = await registerApp(ctxOf(tx, await makeMember(tx)), { name: "Theirs" });
    const ctx = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(getApp(ctx, app.id))).toBe("not_found");
    expect(await refusalOf(updateApp(ctx, { appId: app.id, name: "Mine" }))).toBe("not_found");
    expect(await refusalOf(deleteApp(ctx, { appId: app.id }))).toBe("not_found");
    expect((await listApps(ctx)).items).toEqual([]);
    expect(await auditOf(tx, ctx)).toEqual([]);
  }));

test("another organisation's team cannot own one's app", () =>
  inRollback(async (tx) => {
    const stranger = await makeMember(tx);
    const ctx = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(registerApp(ctx, { name: "New", teamId: stranger.teamId }))).toBe("not_found");
  }));

test("a name that is missing or too long is refused by its field", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx));
    await expect(registerApp(ctx, { name: " " })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { name: /./ },
    });
    await expect(registerApp(ctx, { name: "x".repeat(81) })).rejects.toMatchObject({ code: "invalid_input" });
    expect((await listApps(ctx)).items).toEqual([]);
  }));

test("an update changes what was given, keeps the rest, and writes nothing when nothing changes", () =>
  inRollback(async (tx) => {
    const caller = await makeMember(tx);
    const app = await registerApp(ctxOf(tx, caller), { name: "Old", description: "Stays" });
    const ctx = ctxOf(tx, caller);
    expect(await updateApp(ctx, { appId: app.id, name: "New" })).toMatchObject({
      name: "New",
      description: "Stays",
    });
    expect(await auditOf(tx, ctx)).toEqual(["app.updated"]);
    const again = ctxOf(tx, caller);
    await updateApp(again, { appId: app.id, name: "New" });
    expect(await auditOf(tx, again)).toEqual([]);
  }));

test("a deleted app is gone, and its keys and clients are revoked with it", () =>
  inRollback(async (tx) => {
    const caller = await makeMember(tx);
    const app = await registerApp(ctxOf(tx, caller), { name: "Gone" });
    const common = {
      orgId: caller.orgId,
      appId: app.id,
      name: "x",
      environment: "live" as const,
      createdBy: caller.userId,
    };
    await tx.key.create({
      data: { ...common, id: newId("key"), kid: newId("key"), secretHash: new Uint8Array(32), hint: "abcd" },
    });
    await tx.oAuthClient.create({ data: { ...common, id: newId("client"), scopes: [] } });
    const ctx = ctxOf(tx, caller);
    await deleteApp(ctx, { appId: app.id });
    expect(await auditOf(tx, ctx)).toEqual(["app.deleted"]);
    expect(await refusalOf(getApp(ctx, app.id))).toBe("not_found");
    expect(await tx.key.count({ where: { appId: app.id, revokedAt: null } })).toBe(0);
    expect(await tx.oAuthClient.count({ where: { appId: app.id, revokedAt: null } })).toBe(0);
  }));

test("apps are listed newest first, page by page, each once", () =>
  inRollback(async (tx) => {
    const caller = await makeMember(tx);
    const made: string[] = [];
    for (let i = 0; i < 5; i++) {
      const now = new Date(Date.UTC(2026, 10, 1, 12, i));
      made.unshift((await registerApp(ctxOf(tx, caller, now), { name: `App ${i}` })).id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listApps(ctxOf(tx, caller), { limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
  }));
