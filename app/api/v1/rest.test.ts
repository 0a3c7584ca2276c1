import { expect, test, vi } from "vitest";
import { restApi } from "#e2e/support/manifest/rest.ts";
import { issueAccessToken } from "#server/identity/index.ts";
import type { Caller } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { pruneIdempotencyRecords } from "#server/platform/idempotency.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { openApiDocument } from "#server/platform/openapi-document.ts";
import { ctxOf, inRollback, makeMember } from "#server/platform/testing/world.ts";
import { compileDocument } from "#server/specs/index.ts";
import { contracts } from "./_contracts/index.ts";
import * as plans from "./apis/[api]/plans/route.ts";
import * as api from "./apis/[api]/route.ts";
import * as revisions from "./apis/[api]/versions/[version]/revisions/route.ts";
import * as version from "./apis/[api]/versions/[version]/route.ts";
import * as versions from "./apis/[api]/versions/route.ts";
import * as apis from "./apis/route.ts";
import * as keys from "./apps/[app]/keys/route.ts";
import * as apps from "./apps/route.ts";
import * as me from "./me/route.ts";

/** Who the session cookie names: the framework's part, which only runs inside it. */
const signedIn: { caller: Caller } = { caller: { kind: "visitor" } };
vi.mock("#server/platform/session.ts", () => ({
  currentContext: async () => ({ ...signedIn, now: new Date(), requestId: newId("req") }),
}));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Idempotency works across transactions, so these tests keep what they write, in organisations of their own. */
async function makeToken(scopes: string[], isPublisher = true): Promise<string> {
  const member = await makeMember(db(), { isPublisher });
  const { secret } = await issueAccessToken(
    { caller: member, now: new Date(), requestId: newId("req") },
    { name: "Test", scopes },
  );
  return secret;
}

interface Call {
  token?: string;
  params?: Record<string, string>;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
  query?: string;
}

async function call(
  handler: Handler,
  method: string,
  { token, params = {}, body, raw, headers, query = "" }: Call,
) {
  const request = new Request(`http://localhost:4000/api/v1/test${query}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...((body !== undefined || raw !== undefined) && { body: raw ?? JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : null };
}

const newApi = () => ({
  slug: `rest-${randomBase62(8).toLowerCase()}`,
  name: "Rest",
  summary: "One line.",
  category: "Testing",
});

test("the generated OpenAPI document compiles without an error", () =>
  inRollback(async (tx) => {
    const bytes = new TextEncoder().encode(
      JSON.stringify(openApiDocument(contracts, "http://localhost:4000")),
    );
    const { summary } = await compileDocument({ bytes, sourceName: "openapi.json" }, { tx });
    expect(summary.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(summary.operationCount).toBe(contracts.length);
  }));

test("an unknown token is 401 with a challenge, a token without the scope 403, each as problem+json", async () => {
  const unknown = await call(me.GET, "GET", { token: "portico_pat_nonsense" });
  expect([unknown.status, unknown.json.code]).toEqual([401, "not_signed_in"]);
  expect(unknown.headers.get("www-authenticate")).toContain("invalid_token");
  expect(unknown.headers.get("content-type")).toContain("application/problem+json");
  expect(unknown.json.requestId).toBe(unknown.headers.get("x-request-id"));
  const weak = await call(apis.POST, "POST", { token: await makeToken(["apis:read"]), body: newApi() });
  expect([weak.status, weak.json.code]).toEqual([403, "not_allowed"]);
});

test("an API is created, read with an ETag, not sent again unchanged, and not overwritten when it has changed", async () => {
  const token = await makeToken(["apis:read", "apis:write"]);
  const input = newApi();
  const created = await call(apis.POST, "POST", { token, body: input });
  expect(created.status).toBe(201);
  expect(created.headers.get("location")).toBe(`http://localhost:4000/api/v1/apis/${input.slug}`);
  expect(created.json).not.toHaveProperty("descriptionHtml");
  const params = { api: input.slug };
  const read = await call(api.GET, "GET", { token, params });
  const etag = read.headers.get("etag") ?? "";
  expect((await call(api.GET, "GET", { token, params, headers: { "if-none-match": etag } })).status).toBe(
    304,
  );
  const write = (name: string) =>
    call(api.PATCH, "PATCH", { token, params, body: { name }, headers: { "if-match": etag } });
  const both = await Promise.all([write("First"), write("Second")]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test("bad input names its fields; a body that is no JSON, of another type or too large is refused", async () => {
  const token = await makeToken(["apis:write"]);
  const bad = await call(apis.POST, "POST", { token, body: { ...newApi(), slug: "Not a slug" } });
  expect([bad.status, bad.json.errors[0].field]).toEqual([400, "slug"]);
  expect(
    (await call(apis.POST, "POST", { token, raw: "{", headers: { "content-type": "application/json" } }))
      .status,
  ).toBe(400);
  expect(
    (
      await call(apis.POST, "POST", {
        token,
        raw: "a=b",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      })
    ).status,
  ).toBe(415);
  const nul = await call(apis.POST, "POST", { token, body: { ...newApi(), summary: "a\0b" } });
  expect(nul.status).toBe(400);
  const large = await call(apis.POST, "POST", {
    token,
    body: { ...newApi(), descriptionMd: "x".repeat(1_100_000) },
  });
  expect([large.status, large.json.code]).toEqual([413, "too_large"]);
});

test("the same Idempotency-Key creates once: retries get the first answer, other requests a refusal, failures may retry", async () => {
  const token = await makeToken(["apis:read", "apis:write"]);
  const body = newApi();
  const post = (input: object, key: string) =>
    call(apis.POST, "POST", { token, body: input, headers: { "idempotency-key": key } });
  const raced = await Promise.all([post(body, "k1"), post(body, "k1"), post(body, "k1")]);
  expect(raced.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
  expect(raced.every(({ status }) => status === 201 || status === 409)).toBe(true);
  const again = await post(body, "k1");
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  expect(await db().api.count({ where: { slug: body.slug } })).toBe(1);
  expect((await post({ ...body, name: "Other" }, "k1")).status).toBe(422);
  expect((await post({ ...newApi(), slug: "!" }, "k2")).status).toBe(400);
  expect((await post(newApi(), "k2")).status).toBe(201);
});

test("kept answers are forgotten after a day", () =>
  inRollback(async (tx) => {
    const now = new Date("2026-11-03T00:00:00Z");
    const record = (key: string, createdAt: string) => ({
      callerId: "c",
      key,
      route: "r",
      requestHash: "h",
      createdAt: new Date(createdAt),
    });
    await tx.idempotencyRecord.createMany({
      data: [record("old", "2026-11-01T23:00:00Z"), record("young", "2026-11-02T01:00:00Z")],
    });
    await pruneIdempotencyRecords({ now, tx });
    expect((await tx.idempotencyRecord.findMany({ where: { callerId: "c" } })).map(({ key }) => key)).toEqual(
      ["young"],
    );
  }));

test("a secret is not kept for a replay, which says so", async () => {
  const token = await makeToken(["apps:read", "apps:write", "keys:write"], false);
  const app = await call(apps.POST, "POST", { token, body: { name: "App" } });
  expect(app.status).toBe(201);
  const issue = () =>
    call(keys.POST, "POST", {
      token,
      params: { app: app.json.id },
      body: { name: "CI", environment: "sandbox" },
      headers: { "idempotency-key": "once" },
    });
  const first = await issue();
  expect([first.status, first.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const second = await issue();
  expect([second.status, second.json.detail]).toEqual([409, expect.stringContaining("not kept")]);
  const listed = await call(keys.GET, "GET", { token, params: { app: app.json.id } });
  expect(listed.json.items).toHaveLength(1);
  const kept = JSON.stringify(await db().idempotencyRecord.findMany({ where: { key: "once" } }));
  expect(kept).not.toContain(first.json.secret);
});

test("a token that may only publish publishes a document as the raw body, and reads why one is refused", async () => {
  const member = await makeMember(db(), { isPublisher: true });
  const ctx = ctxOf(db(), member, new Date());
  const owner = (await issueAccessToken(ctx, { name: "All", scopes: ["apis:write", "apis:read"] })).secret;
  const ci = (await issueAccessToken(ctx, { name: "CI", scopes: ["revisions:write"] })).secret;
  const input = newApi();
  await call(apis.POST, "POST", { token: owner, body: input });
  await call(versions.POST, "POST", { token: owner, params: { api: input.slug }, body: { name: "v1" } });
  const publish = (raw: string) =>
    call(revisions.POST, "POST", {
      token: ci,
      raw,
      params: { api: input.slug, version: "v1" },
      query: "?name=api.yaml",
      headers: { "content-type": "application/yaml" },
    });
  const done = await publish(`openapi: 3.1.0\ninfo: {title: ${input.slug}, version: "1"}\npaths: {}\n`);
  expect([done.status, done.json.isNew, done.json.revision.sourceName]).toEqual([200, true, "api.yaml"]);
  const refused = await publish("openapi: 3.1.0\npaths: [");
  expect(refused.status).toBe(400);
  expect(refused.json.findings[0]).toMatchObject({ severity: "error", line: expect.any(Number) });
});

test("a list says where the rest of it is", async () => {
  const token = await makeToken(["apis:read", "apis:write"]);
  for (let i = 0; i < 2; i++) await call(apis.POST, "POST", { token, body: newApi() });
  const first = await call(apis.GET, "GET", { token, query: "?mine=true&limit=1" });
  expect(first.json.items).toHaveLength(1);
  expect(first.headers.get("link")).toContain(`cursor=${first.json.next}`);
  const rest = await call(apis.GET, "GET", { token, query: `?mine=true&limit=1&cursor=${first.json.next}` });
  expect([rest.json.items.length, rest.json.next]).toEqual([1, null]);
});

test("with a session cookie, a write from another site is refused, and so is one that does not say whence it comes", async () => {
  signedIn.caller = await makeMember(db(), { isPublisher: true });
  const write = async (headers: Record<string, string>) =>
    (await call(apis.POST, "POST", { body: newApi(), headers })).status;
  expect(await write({ "sec-fetch-site": "cross-site", origin: "http://localhost:4000" })).toBe(403);
  expect(await write({ "sec-fetch-site": "same-site" })).toBe(403);
  expect(await write({ origin: "null" })).toBe(403);
  expect(await write({})).toBe(403);
  expect(await write({ "sec-fetch-site": "same-origin" })).toBe(201);
  expect(await write({ origin: "http://localhost:4000" })).toBe(201);
  signedIn.caller = { kind: "visitor" };
});

test("a visitor reads public APIs and writes nothing", async () => {
  expect((await call(apis.GET, "GET", {})).status).toBe(200);
  expect((await call(apis.POST, "POST", { body: newApi() })).status).toBe(401);
  expect((await call(me.GET, "GET", {})).status).toBe(401);
  expect((await call(api.GET, "GET", { params: { api: "no-such-api" } })).status).toBe(404);
});

test("what the manifest sends is good input, so that who may not is told so by the verb: 401, 403 or 404", async () => {
  const bodyOf = (path: string) => restApi.find((one) => one.method === "POST" && one.pattern === path)?.body;
  const editor = await makeMember(db(), { isPublisher: true });
  const viewer = await makeMember(db(), { orgId: editor.orgId, role: "viewer" });
  const { slug } = newApi();
  const params = { api: slug, version: "v1" };
  const as = (caller: Caller, handler: Handler, method: string, body: unknown) => {
    signedIn.caller = caller;
    return call(handler, method, { params, body, headers: { "sec-fetch-site": "same-origin" } });
  };
  const works: [Handler, unknown][] = [
    [apis.POST, Object.assign({}, bodyOf("/api/v1/apis"), { slug })],
    [versions.POST, { name: "v1" }],
    [revisions.POST, bodyOf("/api/v1/apis/[api]/versions/[version]/revisions")],
    [plans.POST, bodyOf("/api/v1/apis/[api]/plans")],
    [apps.POST, bodyOf("/api/v1/apps")],
  ];
  const all = async (caller: Caller) => {
    const statuses = [];
    for (const [handler, body] of works) statuses.push((await as(caller, handler, "POST", body)).status);
    return statuses;
  };
  expect(await all(editor)).toEqual([201, 201, 200, 201, 201]);
  expect((await as(editor, version.PATCH, "PATCH", { lifecycle: "published" })).status).toBe(200);
  expect(await all({ kind: "visitor" })).toEqual([401, 401, 401, 401, 401]);
  expect(await all(viewer)).toEqual([403, 403, 403, 403, 403]);
  expect((await all(await makeMember(db()))).slice(0, 4)).toEqual([403, 403, 403, 403]);
  expect((await all(await makeMember(db(), { isPublisher: true }))).slice(1, 4)).toEqual([404, 404, 404]);
  signedIn.caller = { kind: "visitor" };
});
