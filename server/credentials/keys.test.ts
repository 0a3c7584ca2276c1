import { expect, test } from "vitest";
import { registerApp } from "#server/apps/index.ts";
import { makeOffer } from "#server/apps/testing/offers.ts";
import type { Tx } from "#server/platform/db.ts";
import { pepperedHash } from "#server/platform/keyring.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { issueFirstKey, issueKey, listKeys, revokeKey, touchKeys } from "./index.ts";

async function makeWorld(tx: Tx) {
  const caller = await makeMember(tx, { role: "developer" });
  const app = await registerApp(ctxOf(tx, caller), { name: "Timetable" });
  return { caller, app, input: { appId: app.id, name: "Server", environment: "live" as const } };
}

test("an issued key is in clear once, and only its keyed hash is kept", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const ctx = ctxOf(tx, caller);
    const { key, secret } = await issueKey(ctx, input);
    const row = await tx.key.findUniqueOrThrow({ where: { id: key.id } });
    expect(Buffer.from(row.secretHash)).toEqual(Buffer.from(pepperedHash("key-pepper", secret)));
    expect(JSON.stringify({ ...row, secretHash: "" })).not.toContain(secret.slice(25));
    expect(key).toMatchObject({
      state: "active",
      hint: secret.slice(-4),
      environment: "live",
      expiresAt: null,
    });
    const event = await tx.auditEvent.findFirstOrThrow({ where: { requestId: ctx.requestId } });
    expect(event).toMatchObject({ action: "key.issued", target: key.id, orgId: caller.orgId });
    expect(JSON.stringify(event)).not.toContain(secret.slice(25));
    expect(JSON.stringify(await listKeys(ctx, { appId: input.appId }))).not.toContain(secret.slice(25));
  }));

test("a key expires when it was told to", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const { key } = await issueKey(ctxOf(tx, caller), { ...input, expiresInDays: "30" });
    expect(key.expiresAt).toEqual(new Date("2026-12-01T12:00:00Z"));
    const later = ctxOf(tx, caller, new Date("2026-12-01T12:00:00Z"));
    expect((await listKeys(later, { appId: input.appId }))[0]?.state).toBe("expired");
  }));

test("a revoked key is revoked once, for good, and audited", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const { key } = await issueKey(ctxOf(tx, caller), input);
    const ctx = ctxOf(tx, caller);
    expect(await revokeKey(ctx, { keyId: key.id })).toMatchObject({ state: "revoked", revokedAt: ctx.now });
    expect((await revokeKey(ctx, { keyId: key.id })).state).toBe("revoked");
    const events = await tx.auditEvent.findMany({ where: { requestId: ctx.requestId } });
    expect(events.map(({ action }) => action)).toEqual(["key.revoked"]);
  }));

test("another organisation's app and keys do not exist", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const { key } = await issueKey(ctxOf(tx, caller), input);
    const ctx = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(issueKey(ctx, input))).toBe("not_found");
    expect(await refusalOf(revokeKey(ctx, { keyId: key.id }))).toBe("not_found");
    expect(await refusalOf(listKeys(ctx, { appId: input.appId }))).toBe("not_found");
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(0);
    expect((await listKeys(ctxOf(tx, caller), { appId: input.appId }))[0]?.state).toBe("active");
  }));

test("a viewer sees keys and can neither issue nor revoke one", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const { key } = await issueKey(ctxOf(tx, caller), input);
    const viewer = ctxOf(tx, await makeMember(tx, { orgId: caller.orgId, role: "viewer" }));
    expect(await refusalOf(issueKey(viewer, input))).toBe("not_allowed");
    expect(await refusalOf(revokeKey(viewer, { keyId: key.id }))).toBe("not_allowed");
    expect(await listKeys(viewer, { appId: input.appId })).toHaveLength(1);
  }));

test("an access token issues and revokes keys with keys:write, and with no other scope", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const { userId, name, platformRole, orgId, isPublisher, role, teamIds } = caller;
    const ctxWith = (...scopes: string[]) =>
      ctxOf(tx, {
        kind: "token",
        tokenId: "pat_1",
        scopes,
        ...{ userId, name, platformRole, orgId, isPublisher, role, teamIds },
      });
    const others = ctxWith("apps:read", "apps:write", "apis:read", "apis:write", "revisions:write");
    expect(await refusalOf(issueKey(others, input))).toBe("not_allowed");
    const { key } = await issueKey(ctxWith("keys:write"), input);
    expect(await refusalOf(revokeKey(others, { keyId: key.id }))).toBe("not_allowed");
    expect((await revokeKey(ctxWith("keys:write"), { keyId: key.id })).state).toBe("revoked");
  }));

test("bad input is refused by its field, and a suspended app gets no key; nothing is written", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const ctx = ctxOf(tx, caller);
    await expect(issueKey(ctx, { ...input, environment: "prod" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { environment: /./ },
    });
    expect(await refusalOf(issueKey(ctx, { ...input, expiresInDays: 0 }))).toBe("invalid_input");
    expect(await refusalOf(issueKey(ctx, { ...input, name: "" }))).toBe("invalid_input");
    await tx.app.update({ where: { id: input.appId }, data: { status: "suspended" } });
    expect(await refusalOf(issueKey(ctx, input))).toBe("conflict");
    expect(await tx.key.count({ where: { appId: input.appId } })).toBe(0);
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(0);
  }));

test("an app has a bounded number of working keys; a revoked one makes room", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const ctx = ctxOf(tx, caller);
    for (let i = 0; i < 49; i++) await issueKey(ctx, input);
    const { key } = await issueKey(ctx, input);
    expect(await refusalOf(issueKey(ctx, input))).toBe("limit_reached");
    await revokeKey(ctx, { keyId: key.id });
    expect((await issueKey(ctx, input)).key.state).toBe("active");
  }));

test("last use only moves forward", () =>
  inRollback(async (tx) => {
    const { caller, input } = await makeWorld(tx);
    const { key } = await issueKey(ctxOf(tx, caller), input);
    const lastUse = async () => (await tx.key.findUniqueOrThrow({ where: { id: key.id } })).lastUsedAt;
    const noon = new Date("2026-11-01T12:00:00.123Z");
    await touchKeys(tx, new Map([[key.id, noon]]));
    expect(await lastUse()).toEqual(noon);
    await touchKeys(tx, new Map([[key.id, new Date("2026-11-01T11:00:00Z")]]));
    expect(await lastUse()).toEqual(noon);
  }));

test("the first key comes with app and subscription in one step", () =>
  inRollback(async (tx) => {
    const publisher = await makeMember(tx, { isPublisher: true });
    const offer = await makeOffer(tx, publisher);
    const caller = await makeMember(tx);
    const ctx = ctxOf(tx, caller);
    const first = await issueFirstKey(ctx, {
      appName: "Timetable",
      planId: offer.planId,
      acceptedTermsVersion: 1,
    });
    expect(first.app).toMatchObject({ name: "Timetable", subscriptionCount: 1 });
    expect(first.subscription.state).toBe("active");
    expect(first.secret).toMatch(/^portico_sk_test_/);
    const events = await tx.auditEvent.findMany({ where: { requestId: ctx.requestId } });
    expect(events.map(({ action }) => action).sort()).toEqual([
      "app.registered",
      "key.issued",
      "subscription.created",
    ]);
    const second = await issueFirstKey(ctx, {
      appId: first.app.id,
      appName: "",
      planId: offer.planId,
      acceptedTermsVersion: 1,
    });
    expect(second.app.id).toBe(first.app.id);
  }));

test("the first key takes either an app or a name for a new one", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx));
    const plan = { planId: "plan_none", acceptedTermsVersion: 1 };
    expect(await refusalOf(issueFirstKey(ctx, plan))).toBe("invalid_input");
    expect(await refusalOf(issueFirstKey(ctx, { ...plan, appId: "app_1", appName: "x" }))).toBe(
      "invalid_input",
    );
    const viewer = ctxOf(tx, await makeMember(tx, { role: "viewer" }));
    expect(await refusalOf(issueFirstKey(viewer, { ...plan, appName: "x" }))).toBe("not_allowed");
  }));
