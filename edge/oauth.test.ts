import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as oauth from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addSecret, createClient, findAccessToken, revokeClient, revokeSecret } from "#server/oauth/index.ts";
import { closeDb, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, makeMember } from "#server/platform/testing/world.ts";
import { createOauthHandler, isOauthPath } from "./oauth.ts";
import { OidcAdapter } from "./oauth-adapter.ts";

const ISSUER = "http://localhost:4000/oauth2";
let server: Server;
let origin: string;
let world: Awaited<ReturnType<typeof makeWorld>>;

async function makeWorld() {
  const member = await makeMember(db());
  const ctx = { ...ctxOf(db(), member, new Date()), tx: undefined };
  const appId = newId("app");
  await db().app.create({ data: { id: appId, orgId: member.orgId, teamId: member.teamId, name: "Tokens" } });
  const planId = newId("plan");
  const scopes = ["stations:read", "boards:read"];
  await db().plan.create({
    data: { id: planId, orgId: member.orgId, slug: "p", name: "P", summary: "", ratePerMinute: 60, scopes },
  });
  await db().subscription.create({
    data: {
      id: newId("sub"),
      orgId: member.orgId,
      appId,
      planId,
      state: "active",
      termsVersion: 1,
      termsAcceptedAt: new Date(),
      termsAcceptedBy: member.userId,
    },
  });
  return { member, ctx, appId, planId };
}

beforeAll(async () => {
  const handler = await createOauthHandler();
  server = createServer((request, response) => void handler(request, response)).listen(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await makeWorld();
});

afterAll(async () => {
  server?.close();
  const { orgId, userId } = world.member;
  const clients = await db().oAuthClient.findMany({ where: { orgId }, select: { id: true } });
  await db().oidcRecord.deleteMany({ where: { clientId: { in: clients.map(({ id }) => id) } } });
  await db().oAuthClient.deleteMany({ where: { orgId } });
  await db().app.deleteMany({ where: { orgId } });
  await db().plan.deleteMany({ where: { orgId } });
  await db().organisation.delete({ where: { id: orgId } });
  await db().user.delete({ where: { id: userId } });
  await closeDb();
});

/** What a consumer does, with the requests led to our port. */
async function discover(clientId: string, secret: string, authentication = oauth.ClientSecretBasic(secret)) {
  const toUs: oauth.CustomFetch = (url, { body, headers, method, redirect }) => {
    const text = body instanceof URLSearchParams ? body.toString() : undefined;
    return fetch(url.replace("http://localhost:4000", origin), { body: text, headers, method, redirect });
  };
  const config = await oauth.discovery(new URL(ISSUER), clientId, secret, authentication, {
    execute: [oauth.allowInsecureRequests],
    algorithm: "oauth2",
    [oauth.customFetch]: toUs,
  });
  config[oauth.customFetch] = toUs;
  return config;
}

const newClient = () => createClient(world.ctx, { appId: world.appId, name: "Test", environment: "sandbox" });

function postToken(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${origin}/oauth2/token`, { method: "POST", body: new URLSearchParams(fields), headers });
}

test("openid-client discovers the server by RFC 8414's path form and gets a token", async () => {
  const { client, secret } = await newClient();
  const config = await discover(client.id, secret);
  expect(config.serverMetadata()).toMatchObject({
    issuer: ISSUER,
    token_endpoint: `${ISSUER}/token`,
    jwks_uri: `${ISSUER}/jwks`,
    introspection_endpoint: `${ISSUER}/token/introspection`,
    revocation_endpoint: `${ISSUER}/token/revocation`,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  });
  expect(config.serverMetadata().authorization_endpoint).toBeUndefined();
  const token = await oauth.clientCredentialsGrant(config);
  expect(token).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: "boards:read stations:read" });
  expect(await findAccessToken(token.access_token)).toMatchObject({
    clientId: client.id,
    appId: world.appId,
    scopes: ["boards:read", "stations:read"],
  });
  const posted = await discover(client.id, secret, oauth.ClientSecretPost(secret));
  expect((await oauth.clientCredentialsGrant(posted, { scope: "stations:read" })).scope).toBe(
    "stations:read",
  );
});

test("metadata is the same at both well-known places and under the mount; keys are public parts only", async () => {
  const places = [
    "/oauth2/.well-known/openid-configuration",
    "/oauth2/.well-known/oauth-authorization-server",
    "/.well-known/oauth-authorization-server/oauth2",
  ];
  const bodies = await Promise.all(places.map(async (path) => (await fetch(origin + path)).json()));
  expect(bodies[1]).toEqual(bodies[0]);
  expect(bodies[2]).toEqual(bodies[0]);
  const { keys } = await (await fetch(`${origin}/oauth2/jwks`)).json();
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0]).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  expect(places.every(isOauthPath) && !isOauthPath("/oauth2x")).toBe(true);
});

test("what clients claim about host and scheme changes nothing", async () => {
  const response = await fetch(`${origin}/oauth2/.well-known/openid-configuration`, {
    headers: {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "host=evil.example",
    },
  });
  expect(JSON.stringify(await response.json())).not.toContain("evil");
});

test("both live secrets work, a revoked or expired one does not", async () => {
  const { client, secret, secretId } = await newClient();
  const second = await addSecret(world.ctx, { clientId: client.id, expiresInDays: 1 });
  const tryWith = async (one: string) =>
    (await postToken({ grant_type: "client_credentials", client_id: client.id, client_secret: one })).status;
  expect([
    await tryWith(secret),
    await tryWith(second.secret),
    await tryWith(`${secret}x`),
    await tryWith("-"),
  ]).toEqual([200, 200, 401, 401]);
  await revokeSecret(world.ctx, { clientId: client.id, secretId });
  await db().oAuthSecret.update({
    where: { id: second.secretId },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  expect([await tryWith(secret), await tryWith(second.secret)]).toEqual([401, 401]);
});

test("a revoked client gets no token and its old tokens are dead", async () => {
  const { client, secret } = await newClient();
  const { access_token } = await oauth.clientCredentialsGrant(await discover(client.id, secret));
  await revokeClient(world.ctx, { clientId: client.id });
  expect(await findAccessToken(access_token)).toBeNull();
  const response = await postToken({
    grant_type: "client_credentials",
    client_id: client.id,
    client_secret: secret,
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: "invalid_client" });
});

test("only its own client may introspect or revoke a token", async () => {
  const [mine, other] = [await newClient(), await newClient()];
  const me = await discover(mine.client.id, mine.secret);
  const them = await discover(other.client.id, other.secret);
  const { access_token } = await oauth.clientCredentialsGrant(me);
  expect(await oauth.tokenIntrospection(me, access_token)).toMatchObject({
    active: true,
    client_id: mine.client.id,
    aud: "http://localhost:4000",
  });
  expect(await oauth.tokenIntrospection(them, access_token)).toEqual({ active: false });
  await oauth.tokenRevocation(them, access_token);
  expect(await findAccessToken(access_token)).not.toBeNull();
  await oauth.tokenRevocation(me, access_token);
  expect(await findAccessToken(access_token)).toBeNull();
});

test("errors are RFC 6749's, never a page", async () => {
  const { client, secret } = await newClient();
  const mine = { client_id: client.id, client_secret: secret };
  const cases: [Record<string, string>, number, string][] = [
    [{ grant_type: "client_credentials", ...mine, scope: "admin:all" }, 400, "invalid_scope"],
    [
      { grant_type: "client_credentials", ...mine, resource: "https://elsewhere.example" },
      400,
      "invalid_target",
    ],
    [{ grant_type: "password", ...mine }, 400, "unsupported_grant_type"],
    [{ grant_type: "authorization_code", code: "x", ...mine }, 400, "unsupported_grant_type"],
    [{ ...mine }, 400, "invalid_request"],
    [
      { grant_type: "client_credentials", client_id: "client_unknown", client_secret: "x" },
      401,
      "invalid_client",
    ],
  ];
  for (const [fields, status, error] of cases) {
    const response = await postToken(fields, { accept: "text/html" });
    expect([response.status, (await response.json()).error]).toEqual([status, error]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  }
});

test("no other endpoint of the library is reachable", async () => {
  for (const path of [
    "/oauth2/auth",
    "/oauth2/me",
    "/oauth2/session/end",
    "/oauth2/reg",
    "/oauth2/interaction/x",
    "/oauth2/device",
    "/oauth2",
  ]) {
    expect((await fetch(origin + path, { redirect: "manual" })).status, path).toBe(404);
  }
});

test("a single-use record is redeemed by exactly one of ten at once, and nothing usable is stored", async () => {
  const codes = new OidcAdapter("AuthorizationCode");
  const id = `code-${newId("req")}`;
  await codes.upsert(id, { jti: id, kind: "AuthorizationCode", grantId: "grant-of-test", exp: 4e9 }, 60);
  expect(await codes.find(id)).toMatchObject({ jti: id, kind: "AuthorizationCode" });
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => codes.consume(id)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await codes.find(id)).toHaveProperty("consumed");
  expect(
    JSON.stringify(await db().oidcRecord.findMany({ where: { grantId: "grant-of-test" } })),
  ).not.toContain(id);
  await codes.revokeByGrantId("grant-of-test");
  expect(await codes.find(id)).toBeUndefined();
});

test("a session is found by its uid with its id, although the id is not stored in clear", async () => {
  const sessions = new OidcAdapter("Session");
  const id = `session-${newId("req")}`;
  await sessions.upsert(id, { jti: id, kind: "Session", uid: id.toUpperCase() }, 60);
  expect(await sessions.findByUid(id.toUpperCase())).toMatchObject({ jti: id });
  expect(JSON.stringify(await db().oidcRecord.findFirst({ where: { uid: id.toUpperCase() } }))).not.toContain(
    id,
  );
  await sessions.destroy(id);
  expect(await sessions.find(id)).toBeUndefined();
});

test("a client_id that the database cannot be asked about is an unknown client, not a failure", async () => {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: "\0", client_secret: "x" });
  const answer = await fetch(`${origin}/oauth2/token`, { method: "POST", body });
  expect([answer.status, await answer.json()]).toMatchObject([401, { error: "invalid_client" }]);
});
