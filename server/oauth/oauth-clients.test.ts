import { expect, test } from "vitest";
import { CREDENTIALS_CHANNEL } from "#server/platform/announce.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { pepperedHash, sha256Hex } from "#server/platform/keyring.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  ACCESS_TOKEN_PREFIX,
  addSecret,
  createClient,
  findAccessToken,
  findUsableClient,
  listClients,
  revokeClient,
  revokeSecret,
  sweepOidcRecords,
  touchClients,
} from "./index.ts";

async function makeApp(tx: Tx, caller: MemberCaller & { teamId: string }): Promise<string> {
  const id = newId("app");
  await tx.app.create({ data: { id, orgId: caller.orgId, teamId: caller.teamId, name: "Departures" } });
  return id;
}

/** A member with an app and a client of it. */
async function makeClient(tx: Tx, scopes?: string[]) {
  const caller = await makeMember(tx);
  const ctx = ctxOf(tx, caller);
  const appId = await makeApp(tx, caller);
  const issued = await createClient(ctx, { appId, name: "Server", environment: "sandbox", scopes });
  return { caller, ctx, appId, issued, clientId: issued.client.id };
}

async function makeSubscription(
  tx: Tx,
  appId: string,
  orgId: string,
  scopes: string[],
  state: "active" | "pending" = "active",
) {
  const planId = newId("plan");
  await tx.plan.create({
    data: { id: planId, orgId, slug: planId, name: "Plan", summary: "", ratePerMinute: 60, scopes },
  });
  await tx.subscription.create({
    data: {
      id: newId("sub"),
      orgId,
      appId,
      planId,
      state,
      termsVersion: 1,
      termsAcceptedAt: new Date(),
      termsAcceptedBy: "usr",
    },
  });
}

test("a new client's secret is answered once, and only its keyed hash is kept", () =>
  inRollback(async (tx) => {
    const { ctx, issued, clientId } = await makeClient(tx);
    expect(issued.secret).toMatch(/^portico_cs_test_[0-9A-Za-z]{43}$/);
    expect(issued.client).toMatchObject({
      id: clientId,
      state: "active",
      secrets: [{ state: "live", hint: issued.secret.slice(-4) }],
    });
    const row = await tx.oAuthSecret.findFirstOrThrow({ where: { clientId } });
    expect(Buffer.from(row.secretHash).equals(Buffer.from(pepperedHash("oauth-pepper", issued.secret)))).toBe(
      true,
    );
    expect(
      await tx.auditEvent.count({
        where: { requestId: ctx.requestId, action: "client.created", target: clientId },
      }),
    ).toBe(1);
    const audited = JSON.stringify(await tx.auditEvent.findMany({ where: { target: clientId } }));
    expect(audited).not.toContain(issued.secret);
  }));

test("a client has at most two live secrets; a revoked or expired one makes room", () =>
  inRollback(async (tx) => {
    const { ctx, clientId, issued } = await makeClient(tx);
    const second = await addSecret(ctx, { clientId, expiresInDays: 1 });
    expect(second.client.secrets.map(({ state }) => state)).toEqual(["live", "live"]);
    expect(await refusalOf(addSecret(ctx, { clientId }))).toBe("conflict");
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 2 * 86_400_000) };
    await addSecret(later, { clientId });
    expect(await refusalOf(addSecret(later, { clientId }))).toBe("conflict");
    const client = await revokeSecret(later, { clientId, secretId: issued.secretId });
    expect(client.secrets.find(({ id }) => id === issued.secretId)?.state).toBe("revoked");
    await addSecret(later, { clientId });
    expect((await findUsableClient(later, clientId))?.secretHashes).toHaveLength(2);
  }));

test("a revoked client is unusable, its tokens are deleted, and it gets no new secret", () =>
  inRollback(async (tx) => {
    const { ctx, clientId, appId } = await makeClient(tx);
    await tx.oidcRecord.create({
      data: { model: "ClientCredentials", idHash: clientId, payload: {}, clientId },
    });
    expect((await revokeClient(ctx, { clientId })).state).toBe("revoked");
    expect(await findUsableClient(ctx, clientId)).toBeNull();
    expect(await tx.oidcRecord.count({ where: { clientId } })).toBe(0);
    expect(await refusalOf(addSecret(ctx, { clientId }))).toBe("conflict");
    expect(await listClients(ctx, { appId })).toMatchObject([{ id: clientId, state: "revoked" }]);
    await revokeClient(ctx, { clientId });
    expect(await tx.auditEvent.count({ where: { action: "client.revoked", target: clientId } })).toBe(1);
  }));

test("another organisation's client and app do not exist for a caller", () =>
  inRollback(async (tx) => {
    const { clientId, appId, issued } = await makeClient(tx);
    const stranger = ctxOf(tx, await makeMember(tx));
    const refusals = await Promise.all([
      refusalOf(createClient(stranger, { appId, name: "x", environment: "live" })),
      refusalOf(addSecret(stranger, { clientId })),
      refusalOf(revokeSecret(stranger, { clientId, secretId: issued.secretId })),
      refusalOf(revokeClient(stranger, { clientId })),
      refusalOf(listClients(stranger, { appId })),
    ]);
    expect(new Set(refusals)).toEqual(new Set(["not_found"]));
  }));

test("viewers see clients but change none; an unverified address creates none", () =>
  inRollback(async (tx) => {
    const { caller, clientId, appId, issued } = await makeClient(tx);
    const viewer = ctxOf(tx, await makeMember(tx, { orgId: caller.orgId, role: "viewer" }));
    expect(await listClients(viewer, { appId })).toHaveLength(1);
    expect(await refusalOf(createClient(viewer, { appId, name: "x", environment: "live" }))).toBe(
      "not_allowed",
    );
    expect(await refusalOf(addSecret(viewer, { clientId }))).toBe("not_allowed");
    expect(await refusalOf(revokeSecret(viewer, { clientId, secretId: issued.secretId }))).toBe(
      "not_allowed",
    );
    expect(await refusalOf(revokeClient(viewer, { clientId }))).toBe("not_allowed");
    const unverified = ctxOf(tx, { ...caller, isEmailVerified: false });
    expect(await refusalOf(createClient(unverified, { appId, name: "x", environment: "live" }))).toBe(
      "not_allowed",
    );
    expect(await tx.oAuthClient.count({ where: { appId } })).toBe(1);
  }));

test("bad input is refused with nothing written", () =>
  inRollback(async (tx) => {
    const { ctx, appId } = await makeClient(tx);
    expect(await refusalOf(createClient(ctx, { appId, name: " ", environment: "live" }))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(createClient(ctx, { appId, name: "x", environment: "staging" }))).toBe(
      "invalid_input",
    );
    expect(
      await refusalOf(createClient(ctx, { appId, name: "x", environment: "live", scopes: ['a"b'] })),
    ).toBe("invalid_input");
    expect(await tx.oAuthClient.count({ where: { appId } })).toBe(1);
  }));

test("a suspended app is given no client", () =>
  inRollback(async (tx) => {
    const { ctx, appId } = await makeClient(tx);
    await tx.app.update({ where: { id: appId }, data: { status: "suspended" } });
    expect(await refusalOf(createClient(ctx, { appId, name: "x", environment: "live" }))).toBe("conflict");
  }));

test("an access token creates and revokes clients with keys:write, and with no other scope", () =>
  inRollback(async (tx) => {
    const { caller, appId, clientId } = await makeClient(tx);
    const { userId, name, platformRole, orgId, isPublisher, role, teamIds } = caller;
    const ctxWith = (...scopes: string[]) =>
      ctxOf(tx, {
        kind: "token",
        tokenId: "pat_1",
        scopes,
        ...{ userId, name, platformRole, orgId, isPublisher, role, teamIds },
      });
    const others = ctxWith("apps:read", "apps:write", "apis:write", "revisions:write");
    const input = { appId, name: "Token's", environment: "live" };
    expect(await refusalOf(createClient(others, input))).toBe("not_allowed");
    expect(await refusalOf(addSecret(others, { clientId }))).toBe("not_allowed");
    expect(await refusalOf(revokeClient(others, { clientId }))).toBe("not_allowed");
    expect((await createClient(ctxWith("keys:write"), input)).client.state).toBe("active");
  }));

test("a client's scopes are those of the app's active plans, narrowed to its own", () =>
  inRollback(async (tx) => {
    const { ctx, caller, clientId, appId } = await makeClient(tx, ["stations:read", "never:granted"]);
    const wide = await createClient(ctx, { appId, name: "Wide", environment: "live" });
    await makeSubscription(tx, appId, caller.orgId, ["stations:read", "boards:read"]);
    await makeSubscription(tx, appId, caller.orgId, ["pending:scope"], "pending");
    expect((await findUsableClient(ctx, clientId))?.allowedScopes).toEqual(["stations:read"]);
    expect((await findUsableClient(ctx, wide.client.id))?.allowedScopes).toEqual([
      "boards:read",
      "stations:read",
    ]);
  }));

test("a token is dead as soon as it expires or its app, organisation or client is dead", () =>
  inRollback(async (tx) => {
    const { ctx, caller, clientId, appId } = await makeClient(tx);
    const token = `${ACCESS_TOKEN_PREFIX}${"a".repeat(43)}`;
    const expiresAt = new Date(ctx.now.getTime() + 3_600_000);
    await tx.oidcRecord.create({
      data: {
        model: "ClientCredentials",
        idHash: sha256Hex(token),
        payload: { scope: "a b" },
        clientId,
        expiresAt,
      },
    });
    const find = () => findAccessToken(token, ctx);
    expect(await find()).toEqual({
      clientId,
      appId,
      orgId: caller.orgId,
      environment: "sandbox",
      scopes: ["a", "b"],
      expiresAt,
    });
    expect(await findAccessToken(`${token}x`, ctx)).toBeNull();
    expect(await findAccessToken(token, { ...ctx, now: expiresAt })).toBeNull();
    await tx.app.update({ where: { id: appId }, data: { status: "suspended" } });
    expect(await find()).toBeNull();
    await tx.app.update({ where: { id: appId }, data: { status: "active", deletedAt: new Date() } });
    expect(await find()).toBeNull();
    await tx.app.update({ where: { id: appId }, data: { deletedAt: null } });
    expect(await find()).not.toBeNull();
    await tx.organisation.update({ where: { id: caller.orgId }, data: { status: "suspended" } });
    expect(await find()).toBeNull();
    await tx.organisation.update({ where: { id: caller.orgId }, data: { status: "active" } });
    await tx.oAuthClient.update({ where: { id: clientId }, data: { revokedAt: new Date() } });
    expect(await find()).toBeNull();
  }));

test("the last use of a client moves forward only", () =>
  inRollback(async (tx) => {
    const { ctx, clientId, appId } = await makeClient(tx);
    await touchClients(tx, new Map([[clientId, ctx.now]]));
    await touchClients(tx, new Map([[clientId, new Date(0)]]));
    expect((await listClients(ctx, { appId }))[0]?.lastUsedAt).toEqual(ctx.now);
    expect(CREDENTIALS_CHANNEL).toBe("portico_credentials");
  }));

test("only records that expired more than an hour ago are swept", () =>
  inRollback(async (tx) => {
    const { ctx, clientId } = await makeClient(tx);
    for (const hours of [-2, -0.5, 1]) {
      const expiresAt = new Date(ctx.now.getTime() + hours * 3_600_000);
      await tx.oidcRecord.create({
        data: { model: "ClientCredentials", idHash: `${clientId}${hours}`, payload: {}, clientId, expiresAt },
      });
    }
    await sweepOidcRecords(ctx);
    expect(await tx.oidcRecord.count({ where: { clientId } })).toBe(2);
  }));
