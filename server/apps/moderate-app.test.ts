import { expect, test } from "vitest";
import { issueKey } from "#server/credentials/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { deleteApp, getApp, listAllApps, registerApp, restoreApp, suspendApp } from "./index.ts";

const REASON = "It calls a thousand times a second and ignores every limit.";

async function makeWorld(tx: Tx) {
  const owner = await makeMember(tx);
  const app = await registerApp(ctxOf(tx, owner), { name: `App of ${owner.name}` });
  const moderator = ctxOf(tx, await makeMember(tx, { platformRole: "moderator" }));
  return { owner, ownerCtx: ctxOf(tx, owner), app, appId: app.id, moderator };
}

test("a suspended app gets no new keys, its organisation reads why and is mailed, and restoring brings it back", () =>
  inRollback(async (tx) => {
    const { owner, ownerCtx, appId, moderator } = await makeWorld(tx);
    const developer = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
    const elsewhere = await makeMember(tx, { orgId: owner.orgId, role: "developer", teamIds: [] });
    await suspendApp(moderator, { appId, reason: REASON });
    expect(await getApp(ownerCtx, appId)).toMatchObject({
      status: "suspended",
      suspension: { at: moderator.now, reason: REASON },
    });
    const key = { appId, name: "CI", environment: "sandbox" };
    expect(await refusalOf(issueKey(ownerCtx, key))).toBe("conflict");
    const mailed = async ({ email: toAddress }: { email: string }, template: string) =>
      tx.outboxMail.count({ where: { toAddress, template } });
    expect(await mailed(owner, "app-suspended")).toBe(1);
    expect(await mailed(developer, "app-suspended")).toBe(1);
    expect(await mailed(elsewhere, "app-suspended")).toBe(0);

    await restoreApp(moderator, { appId });
    expect(await getApp(ownerCtx, appId)).toMatchObject({ status: "active", suspension: null });
    await issueKey(ownerCtx, key);
    expect(await mailed(owner, "app-restored")).toBe(1);
    const events = await tx.auditEvent.findMany({
      where: { target: appId, orgId: owner.orgId, requestId: moderator.requestId },
    });
    expect(events.map(({ action }) => action).sort()).toEqual(["app.restored", "app.suspended"]);
  }));

test("only those who moderate suspend and restore, with a reason and once; and nothing is written otherwise", () =>
  inRollback(async (tx) => {
    const { ownerCtx, appId, moderator } = await makeWorld(tx);
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }));
    const keeper = ctxOf(tx, await makeMember(tx, { platformRole: "access_manager" }));
    for (const ctx of [auditor, keeper, ownerCtx]) {
      expect(await refusalOf(suspendApp(ctx, { appId, reason: REASON }))).toBe("not_allowed");
      expect(await refusalOf(restoreApp(ctx, { appId }))).toBe("not_allowed");
    }
    expect(await refusalOf(suspendApp(moderator, { appId, reason: "no" }))).toBe("invalid_input");
    expect(await refusalOf(suspendApp(moderator, { appId: "app_none", reason: REASON }))).toBe("not_found");
    expect(await refusalOf(restoreApp(moderator, { appId }))).toBe("conflict");
    expect((await getApp(ownerCtx, appId)).status).toBe("active");
    expect(await tx.auditEvent.count({ where: { requestId: moderator.requestId } })).toBe(0);
    await suspendApp(moderator, { appId, reason: REASON });
    expect(await refusalOf(suspendApp(moderator, { appId, reason: "Another reason." }))).toBe("conflict");
    await deleteApp(ownerCtx, { appId });
    expect(await refusalOf(restoreApp(moderator, { appId }))).toBe("not_found");
  }));

test("the apps of every organisation are found by name, organisation and state, by those who read the catalog alone", () =>
  inRollback(async (tx) => {
    const { owner, ownerCtx, app, appId, moderator } = await makeWorld(tx);
    const ids = async (input: object) => (await listAllApps(moderator, input)).items.map(({ id }) => id);
    expect(await ids({ q: app.name.toUpperCase() })).toEqual([appId]);
    expect(await ids({ q: owner.orgName })).toEqual([appId]);
    expect(await ids({ q: app.name, status: "suspended" })).toEqual([]);
    expect(await ids({ q: app.name, cursor: appId })).toEqual([]);
    await suspendApp(moderator, { appId, reason: REASON });
    expect((await listAllApps(moderator, { q: app.name, status: "suspended" })).items).toMatchObject([
      { id: appId, org: { name: owner.orgName }, suspension: { reason: REASON } },
    ]);
    expect(await refusalOf(listAllApps(ownerCtx))).toBe("not_allowed");
  }));
