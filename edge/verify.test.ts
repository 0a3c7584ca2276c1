import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueKey, revokeKey } from "#server/credentials/index.ts";
import { closeGateway, decideCall, findCalledOperation, openGateway } from "#server/gateway/index.ts";
import { type Consumer, makeConsumer } from "#server/gateway/testing/consumer.ts";
import { createClient, revokeClient } from "#server/oauth/index.ts";
import { listRecentCalls } from "#server/usage/index.ts";
import { CallBuffer } from "./call-buffer.ts";
import { createOauthHandler } from "./oauth.ts";
import { type Listening, listening } from "./testing/listening.ts";
import { handleVerify } from "./verify.ts";

const buffer = new CallBuffer();
let edge: Listening;
let consumer: Consumer;

beforeAll(async () => {
  edge = await listening((request, response) =>
    handleVerify(request, response, { decideCall, findOperation: findCalledOperation, buffer }),
  );
  consumer = await makeConsumer(undefined, { ratePerMinute: 1_000 });
});

afterAll(async () => {
  await edge.close();
  await buffer.close();
  await closeGateway();
});

interface Question {
  query?: string;
  uri?: string;
  method?: string;
  headers?: Record<string, string>;
  of?: Consumer;
}

function verify({
  query = "",
  uri,
  method = "GET",
  headers,
  of = consumer,
}: Question = {}): Promise<Response> {
  return fetch(`${edge.url}/verify${query}`, {
    headers: {
      "x-forwarded-method": method,
      "x-forwarded-uri": uri ?? `/${of.offer.slug}/v1/stations?q=x`,
      ...(headers ?? { "x-api-key": of.secret }),
    },
  });
}

test("a good key gets 204 with who calls under which plan, and how much is left", async () => {
  const answer = await verify();
  expect(answer.status).toBe(204);
  expect(await answer.text()).toBe("");
  const headers = Object.fromEntries(answer.headers);
  expect(headers).toMatchObject({
    "x-portico-app": consumer.appId,
    "x-portico-organisation": consumer.caller.orgId,
    "x-portico-credential": consumer.key.id,
    "x-portico-plan": consumer.offer.planId,
    "x-portico-environment": "sandbox",
    "ratelimit-policy": '"plan";q=1000;w=60',
    "cache-control": "no-store",
  });
  expect(headers.ratelimit).toMatch(/^"plan";r=\d+;t=\d+$/);
});

test("the key may come as a bearer token too, and the address by the gateway's own words", async () => {
  const headers = { authorization: `bearer ${consumer.secret}` };
  expect((await verify({ headers })).status).toBe(204);
  const query = `?api=${consumer.offer.slug}&version=v1`;
  expect((await verify({ headers, query, uri: "/anything/at/all" })).status).toBe(204);
});

test("a missing and a wrong credential get 401, a challenge, and a problem that says why", async () => {
  const missing = await verify({ headers: {} });
  expect(missing.status).toBe(401);
  expect(missing.headers.get("www-authenticate")).toBe('Bearer realm="portico"');
  expect(missing.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const wrong = await verify({ headers: { "x-api-key": `${consumer.secret.slice(0, -1)}_` } });
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get("www-authenticate")).toMatch(/error="invalid_token"/);
  expect(await wrong.json()).toMatchObject({ status: 401, code: "credential_malformed", title: /./ });
  for (const authorization of ["Basic eDp5", "Bearer", `Bearer ${"x".repeat(5_000)}`, "Bearer a b"]) {
    expect((await verify({ headers: { authorization } })).status, authorization.slice(0, 20)).toBe(401);
  }
});

test("a header of the caller's cannot choose another API than the path says", async () => {
  const other = await makeConsumer();
  const headers = {
    "x-api-key": consumer.secret,
    "x-portico-api": consumer.offer.slug,
    "x-portico-version": "v1",
  };
  const answer = await verify({ headers, uri: `/${other.offer.slug}/v1/` });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "not_subscribed" });
});

test("a path that a gateway may resolve elsewhere is refused", async () => {
  const { slug } = consumer.offer;
  for (const tail of ["../../other/v1/x", "./x", "a//b", "%2e%2e/other", "a%2Fb", "a\\b", "%5cb"]) {
    const answer = await verify({ uri: `/${slug}/v1/${tail}` });
    expect([tail, answer.status]).toEqual([tail, 403]);
  }
  expect((await verify({ uri: `/${slug}/v1` })).status).toBe(204);
  expect((await verify({ uri: `https://api.example/${slug}/v1/x` })).status).toBe(204);
});

test("a question without method, path or API says what is missing", async () => {
  for (const [query, headers] of [
    ["", { "x-forwarded-uri": "/a/v1" }],
    ["", { "x-forwarded-method": "GET" }],
    ["", { "x-forwarded-method": "GET", "x-forwarded-uri": "/only" }],
    ["?api=a", { "x-forwarded-method": "GET", "x-forwarded-uri": "/a/v1" }],
    ["?environment=prod", { "x-forwarded-method": "GET", "x-forwarded-uri": "/a/v1" }],
    ["?profile=apache", { "x-forwarded-method": "GET", "x-forwarded-uri": "/a/v1" }],
  ] as [string, Record<string, string>][]) {
    const answer = await fetch(`${edge.url}/verify${query}`, { headers });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_question" });
  }
});

test("over the rate there is 429 with Retry-After; for nginx it is 403 with the true status beside it", async () => {
  const limited = await makeConsumer(undefined, { ratePerMinute: 1 });
  expect((await verify({ of: limited })).status).toBe(204);
  const answer = await verify({ of: limited });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.headers.get("ratelimit-remaining")).toBe("0");
  const nginx = await verify({ of: limited, query: "?profile=nginx" });
  expect(nginx.status).toBe(403);
  expect(nginx.headers.get("x-auth-status")).toBe("429");
  expect(nginx.headers.get("x-portico-problem")).toBe("rate_limited");
});

test("the environment that the gateway states is the only one it takes", async () => {
  expect((await verify({ query: "?environment=sandbox" })).status).toBe(204);
  const answer = await verify({ query: "?environment=live" });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "wrong_environment" });
});

test("a verified call shows in the app's usage only when the gateway asks for it; last use is noted either way", async () => {
  const fresh = await makeConsumer();
  await verify({ of: fresh });
  await buffer.flush();
  const ctx = fresh.ctx();
  expect((await listRecentCalls(ctx, { appId: fresh.appId })).items).toEqual([]);
  await verify({ of: fresh, query: "?count=1", method: "POST" });
  await verify({ of: fresh, query: "?count=1&environment=live" });
  await buffer.flush();
  const { items } = await listRecentCalls(ctx, { appId: fresh.appId });
  expect(items.map(({ method, status, path }) => [method, status, path])).toEqual([
    ["POST", 204, "/stations"],
  ]);
});

test("two edges refuse a revoked key within a second, over HTTP", async () => {
  const gateway = openGateway();
  const second = await listening((request, response) =>
    handleVerify(request, response, {
      decideCall: (question) => gateway.decideCall(question),
      findOperation: findCalledOperation,
      buffer,
    }),
  );
  await pause(300);
  const { key, secret } = await issueKey(consumer.ctx(), {
    appId: consumer.appId,
    name: "2",
    environment: "live",
  });
  const headers = {
    "x-api-key": secret,
    "x-forwarded-method": "GET",
    "x-forwarded-uri": `/${consumer.offer.slug}/v1/`,
  };
  const ask = () =>
    Promise.all([edge, second].map(async ({ url }) => (await fetch(`${url}/verify`, { headers })).status));
  expect(await ask()).toEqual([204, 204]);
  await revokeKey(consumer.ctx(), { keyId: key.id });
  const revokedAt = performance.now();
  while ((await ask()).some((status) => status !== 401)) {
    expect(performance.now() - revokedAt).toBeLessThan(1_000);
  }
  await second.close();
  await gateway.close();
});

test("an access token of an OAuth client works, and dies with the client within a second", async () => {
  const oauth = await listening(await createOauthHandler());
  const { client, secret } = await createClient(consumer.ctx(), {
    appId: consumer.appId,
    name: "Server",
    environment: "live",
  });
  const granted = await fetch(`${oauth.url}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.id}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token } = (await granted.json()) as { access_token: string }; // checked by its use below
  const headers = { authorization: `Bearer ${access_token}` };
  const answer = await verify({ headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.get("x-portico-credential")).toBe(client.id);
  await revokeClient(consumer.ctx(), { clientId: client.id });
  const revokedAt = performance.now();
  while ((await verify({ headers })).status !== 401) {
    expect(performance.now() - revokedAt).toBeLessThan(1_000);
  }
  await oauth.close();
});
