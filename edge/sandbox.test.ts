import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueKey } from "#server/credentials/index.ts";
import { type Gateway, openGateway } from "#server/gateway/index.ts";
import { createClient, revokeClient } from "#server/oauth/index.ts";
import { closeDb, db } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { ctxOf, makeMember } from "#server/platform/testing/world.ts";
import { compileDocument } from "#server/specs/index.ts";
import type { CallRecord } from "#server/usage/schema.ts";
import { createOauthHandler } from "./oauth.ts";
import { handleSandbox } from "./sandbox.ts";

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Trains", version: "1" },
  servers: [{ url: "https://trains.example" }],
  security: [{ oauth: ["trains:read"] }, { header: [] }],
  paths: {
    "/stations": {
      get: {
        operationId: "listStations",
        parameters: [
          {
            name: "limit",
            in: "query",
            required: true,
            schema: { type: "integer", minimum: 1, maximum: 50 },
          },
          {
            name: "tags",
            in: "query",
            style: "pipeDelimited",
            explode: false,
            schema: { type: "array", items: { enum: ["ice", "re"] } },
          },
          {
            name: "near",
            in: "query",
            style: "deepObject",
            explode: true,
            schema: {
              type: "object",
              required: ["lat"],
              properties: { lat: { type: "number" }, lon: { type: "number" } },
              additionalProperties: false,
            },
          },
          { name: "X-Trace", in: "header", schema: { type: "string", pattern: "^[a-f0-9]{4}$" } },
        ],
        responses: {
          200: {
            description: "ok",
            headers: {
              "X-Total": { schema: { type: "integer", minimum: 3 } },
              "Set-Cookie": { schema: { type: "string", const: "a=b" } },
              Location: { schema: { const: "https://evil.example" } },
            },
            content: {
              "application/json": {
                schema: { type: "array", items: { $ref: "#/components/schemas/Station" } },
                examples: { some: { value: [{ id: 1, name: "Ulm" }] }, none: { value: [] } },
              },
              "application/xml": { schema: { $ref: "#/components/schemas/Station" } },
            },
          },
          404: {
            description: "none",
            content: {
              "application/problem+json": {
                schema: { type: "object", required: ["title"], properties: { title: { type: "string" } } },
              },
            },
          },
        },
      },
      post: {
        operationId: "addStation",
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/Station" } },
            "application/x-www-form-urlencoded": { schema: { $ref: "#/components/schemas/Station" } },
          },
        },
        responses: {
          201: {
            description: "made",
            headers: { Location: { schema: { type: "string", const: "/stations/7" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Station" } } },
          },
        },
      },
    },
    "/stations/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: {
        operationId: "getStation",
        responses: {
          200: {
            description: "ok",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Station" } } },
          },
        },
      },
      delete: { operationId: "dropStation", responses: { 204: { description: "gone" } } },
    },
    "/page": {
      get: {
        operationId: "page",
        security: [{ oauth: ["trains:admin"] }],
        responses: {
          200: { description: "ok", content: { "text/html": { example: "<script>alert(1)</script>" } } },
        },
      },
    },
    "/files": {
      post: {
        operationId: "upload",
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file", "note"],
                properties: { file: { type: "string", format: "binary" }, note: { type: "integer" } },
              },
            },
            "image/*": {},
          },
        },
        responses: { 204: { description: "ok" } },
      },
    },
  },
  components: {
    securitySchemes: {
      header: { type: "apiKey", in: "header", name: "X-Trains" },
      oauth: {
        type: "oauth2",
        flows: {
          clientCredentials: { tokenUrl: "https://trains.example/token", scopes: { "trains:read": "read" } },
        },
      },
    },
    schemas: {
      Station: {
        type: "object",
        required: ["id", "name"],
        properties: {
          id: { type: "integer", readOnly: true },
          name: { type: "string", minLength: 2 },
          next: { $ref: "#/components/schemas/Station" },
          secret: { type: "string", writeOnly: true },
        },
      },
    },
  },
};

let server: Server;
let origin: string;
let gateway: Gateway;
let world: Awaited<ReturnType<typeof makeWorld>>;
const counted: CallRecord[] = [];

async function makeWorld() {
  const member = await makeMember(db(), { isPublisher: true });
  const ctx = { ...ctxOf(db(), member, new Date()), tx: undefined };
  const tail = randomBase62(8).toLowerCase();
  const bytes = new TextEncoder().encode(
    JSON.stringify({ ...DOCUMENT, info: { title: `Trains ${tail}`, version: "1" } }),
  );
  const { documentId } = await compileDocument({ bytes, sourceName: "trains.json" });
  const { orgId, teamId } = member;
  const apiId = newId("api");
  const slug = `trains-${tail}`;
  await db().api.create({
    data: { id: apiId, orgId, teamId, slug, name: "Trains", summary: "", category: "rail" },
  });
  for (const [position, lifecycle] of (["published", "retired"] as const).entries()) {
    const versionId = newId("ver");
    const revisionId = newId("rev");
    await db().version.create({
      data: { id: versionId, apiId, name: `v${position + 1}`, lifecycle, position },
    });
    await db().revision.create({
      data: { id: revisionId, versionId, documentId, number: 1, createdBy: member.userId },
    });
    await db().version.update({ where: { id: versionId }, data: { currentRevisionId: revisionId } });
  }
  const planId = newId("plan");
  await db().plan.create({
    data: {
      id: planId,
      orgId,
      slug: "p",
      name: "P",
      summary: "",
      ratePerMinute: 5_000,
      scopes: ["trains:read"],
    },
  });
  await db().planApi.create({ data: { planId, apiId } });
  const appId = newId("app");
  await db().app.create({ data: { id: appId, orgId, teamId, name: "Board" } });
  await db().subscription.create({
    data: {
      id: newId("sub"),
      orgId,
      appId,
      planId,
      state: "active",
      termsVersion: 1,
      termsAcceptedAt: new Date(),
      termsAcceptedBy: member.userId,
    },
  });
  const key = (await issueKey(ctx, { appId, name: "k", environment: "sandbox" })).secret;
  const liveKey = (await issueKey(ctx, { appId, name: "l", environment: "live" })).secret;
  const client = await createClient(ctx, { appId, name: "c", environment: "sandbox" });
  return { member, ctx, documentId, apiId, slug, appId, planId, key, liveKey, client };
}

beforeAll(async () => {
  world = await makeWorld();
  gateway = openGateway();
  const oauth = await createOauthHandler();
  const parts = {
    decideCall: gateway.decideCall.bind(gateway),
    buffer: { add: (call: CallRecord) => void counted.push(call) },
  };
  server = createServer((request, response) => {
    const done = request.url?.startsWith("/oauth2")
      ? oauth(request, response)
      : handleSandbox(request, response, parts);
    done.catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0);
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server?.close();
  await gateway?.close();
  const { orgId, userId } = world.member;
  await db().key.deleteMany({ where: { orgId } });
  await db().oidcRecord.deleteMany({ where: { clientId: world.client.client.id } });
  await db().oAuthClient.deleteMany({ where: { orgId } });
  await db().app.deleteMany({ where: { orgId } });
  await db().version.updateMany({ where: { apiId: world.apiId }, data: { currentRevisionId: null } });
  await db().api.deleteMany({ where: { orgId } });
  await db().plan.deleteMany({ where: { orgId } });
  await db().document.deleteMany({ where: { id: world.documentId } });
  await db().organisation.delete({ where: { id: orgId } });
  await db().user.delete({ where: { id: userId } });
  await closeDb();
});

interface Asked extends RequestInit {
  headers?: Record<string, string>;
  version?: string;
}

async function ask(path: string, { headers, version = "v1", ...init }: Asked = {}) {
  const credential: Record<string, string> = headers && "none" in headers ? {} : { "x-api-key": world.key };
  const { none: _none, ...rest } = headers ?? {};
  const response = await fetch(`${origin}/sandbox/${world.slug}/${version}${path}`, {
    ...init,
    headers: { ...credential, ...rest },
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? JSON.parse(text) : null,
  };
}

test("a good call is answered with the first example, its headers, the rate and CORS, and is counted", async () => {
  counted.length = 0;
  const { status, json, headers } = await ask("/stations?limit=5");
  expect([status, json]).toEqual([200, [{ id: 1, name: "Ulm" }]]);
  expect(Number(headers.get("x-total"))).toBeGreaterThanOrEqual(3);
  expect(headers.get("ratelimit-limit")).toBe("5000");
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("x-request-id")).toMatch(/^req_/);
  expect(counted).toMatchObject([
    {
      status: 200,
      appId: world.appId,
      apiId: world.apiId,
      method: "GET",
      path: "/stations",
      problem: null,
      environment: "sandbox",
    },
  ]);
  expect(counted[0]?.operationKey).toBeTruthy();
});

test("what the console sends in the place of cookies is read as such", async () => {
  const cookies = { none: "", "x-sandbox-cookie": `a=b; key=${world.key}` };
  expect((await ask("/stations?limit=5", { headers: cookies })).status).toBe(200);
  expect((await ask("/stations?limit=5", { headers: { none: "" } })).status).toBe(401);
});

test("nothing a publisher wrote can steer a browser on the portal's origin", async () => {
  const { headers } = await ask("/stations?limit=5");
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("location")).toBeNull();
  const page = await ask("/page");
  expect(page.text).toContain("<script>");
  expect(page.headers.get("content-security-policy")).toContain("sandbox;");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
});

test("Prefer chooses status and example by name and says so; what does not exist is named", async () => {
  const none = await ask("/stations?limit=5", { headers: { prefer: "example=none" } });
  expect([none.json, none.headers.get("preference-applied")]).toEqual([[], "example=none"]);
  const missing = await ask("/stations?limit=5", { headers: { prefer: "code=404" } });
  expect([
    missing.status,
    missing.headers.get("content-type"),
    missing.headers.get("preference-applied"),
  ]).toEqual([404, "application/problem+json", "code=404"]);
  expect(missing.json.title).toBeTypeOf("string");
  const dynamic = await ask("/stations?limit=5", { headers: { prefer: "dynamic=true" } });
  expect(dynamic.json[0]).toMatchObject({ id: 1, name: "text" });
  const unknown = await ask("/stations?limit=5", { headers: { prefer: "example=nope" } });
  expect([unknown.status, unknown.json.available]).toEqual([400, ["some", "none"]]);
  expect((await ask("/stations?limit=5", { headers: { prefer: "code=418" } })).json.available).toEqual([
    "200",
    "404",
  ]);
});

test("Accept is negotiated; what cannot be given is 406", async () => {
  const xml = await ask("/stations?limit=5", { headers: { accept: "application/xml" } });
  expect(xml.headers.get("content-type")).toContain("application/xml");
  expect(xml.text).toContain("<name>");
  const none = await ask("/stations?limit=5", { headers: { accept: "image/png" } });
  expect([none.status, none.json.available]).toEqual([406, ["application/json", "application/xml"]]);
});

test("examples are made from the schema where there are none, without what is write-only", async () => {
  const { status, json } = await ask("/stations/7");
  expect([status, json.name, "secret" in json]).toEqual([200, "text", false]);
  expect((await ask("/stations/7", { method: "DELETE" })).status).toBe(204);
  expect((await ask("/stations/7", { method: "HEAD" })).text).toBe("");
});

test.each([
  ["/stations", "query", "limit", /missing/],
  ["/stations?limit=abc", "query", "limit", /integer/],
  ["/stations?limit=51", "query", "limit", /<= 50/],
  ["/stations?limit=5&tags=ice|bus", "query", "tags", /one of/],
  ["/stations?limit=5&near[lon]=3", "query", "near", /"lat" is missing/],
  ["/stations?limit=5&near[lat]=3&near[alt]=9", "query", "near", /"alt" is not known/],
  ["/stations/seven", "path", "id", /integer/],
])("%s: the problem names the fault", async (path, place, name, message) => {
  const { status, json, headers } = await ask(path);
  expect(headers.get("content-type")).toContain("application/problem+json");
  expect([status, json.code]).toEqual([400, "invalid_request"]);
  expect(json.errors[0]).toMatchObject({ in: place, name });
  expect(json.errors[0].message).toMatch(message);
});

test("styles are read as declared", async () => {
  expect(
    (
      await ask("/stations?limit=5&tags=ice|re&near[lat]=48.4&near[lon]=9.9", {
        headers: { "x-trace": "00ff" },
      })
    ).status,
  ).toBe(200);
  expect((await ask("/stations?limit=5", { headers: { "x-trace": "zz" } })).json.errors[0]).toMatchObject({
    in: "header",
    name: "X-Trace",
  });
});

test("bodies are judged, every fault with its pointer", async () => {
  const post = (body: BodyInit | undefined, type = "application/json") =>
    ask("/stations", { method: "POST", body, headers: { "content-type": type } });
  const made = await post('{"name":"Ulm"}');
  expect([made.status, made.headers.get("location")]).toEqual([201, "/stations/7"]);
  const bad = await post('{"name":"U","next":{"name":3}}');
  expect(bad.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    "#/name",
    "#/next/name",
  ]);
  expect((await post("{")).json.detail).toMatch(/not valid JSON/);
  expect((await post("")).json.detail).toMatch(/needs a request body/);
  expect((await post("name=Ulm", "application/x-www-form-urlencoded")).status).toBe(201);
  expect((await post("name=U", "application/x-www-form-urlencoded")).status).toBe(400);
  expect((await post("<a/>", "application/xml")).status).toBe(415);
  expect((await post(`{"name":"${"x".repeat(1_100_000)}"}`)).status).toBe(413);
  expect((await post("[".repeat(200_000))).json.errors[0].message).toMatch(/levels deep/);
});

test("multipart forms and files are taken apart", async () => {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array([1, 2, 255])]), "a.bin");
  expect((await ask("/files", { method: "POST", body: form })).json.errors[0].message).toMatch(
    /"note" is missing/,
  );
  form.append("note", "7");
  expect((await ask("/files", { method: "POST", body: form })).status).toBe(204);
  expect(
    (
      await ask("/files", {
        method: "POST",
        body: new Uint8Array([1]),
        headers: { "content-type": "image/png" },
      })
    ).status,
  ).toBe(204);
});

test("unknown paths name the nearest ones, wrong methods what is allowed", async () => {
  const lost = await ask("/statoins/7");
  expect([lost.status, lost.json.nearest[0]]).toEqual([404, "/stations/{id}"]);
  const wrong = await ask("/stations/7", { method: "PUT" });
  expect([wrong.status, wrong.headers.get("allow")?.split(", ").sort()]).toEqual([405, ["DELETE", "GET"]]);
});

test("credentials are taken from wherever the API has its own, and refused clearly", async () => {
  const none = { none: "" };
  for (const headers of [
    { ...none, authorization: `Bearer ${world.key}` },
    { ...none, "x-trains": world.key },
    { ...none, authorization: `Basic ${Buffer.from(`${world.key}:`).toString("base64")}` },
  ]) {
    expect((await ask("/stations?limit=5", { headers })).status).toBe(200);
  }
  expect((await ask(`/stations?limit=5&api_key=${world.key}`, { headers: none })).status).toBe(200);
  const missing = await ask("/stations?limit=5", { headers: none });
  expect([missing.status, missing.json.code, missing.headers.get("www-authenticate")]).toEqual([
    401,
    "credential_missing",
    'Bearer realm="sandbox"',
  ]);
  expect(missing.json.detail).toMatch(/^Send an API key in the header X-Trains, or/);
  const wrong = await ask("/stations?limit=5", { headers: { "x-api-key": `${world.key.slice(0, -1)}!` } });
  expect([wrong.status, wrong.json.code]).toEqual([401, "credential_malformed"]);
  const live = await ask("/stations?limit=5", { headers: { "x-api-key": world.liveKey } });
  expect([live.status, live.json.code]).toEqual([403, "wrong_environment"]);
  expect(live.json.detail).toMatch(/live/);
});

test("an OAuth token works, is held to its scopes, and dies with its client", async () => {
  const { client, secret } = world.client;
  const fields = { grant_type: "client_credentials", client_id: client.id, client_secret: secret };
  const issued = await (
    await fetch(`${origin}/oauth2/token`, { method: "POST", body: new URLSearchParams(fields) })
  ).json();
  const headers = { none: "", authorization: `Bearer ${issued.access_token}` };
  expect((await ask("/stations?limit=5", { headers })).status).toBe(200);
  const refused = await ask("/page", { headers });
  expect([refused.status, refused.json.missing]).toEqual([403, ["trains:admin"]]);
  await revokeClient(world.ctx, { clientId: client.id });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await ask("/stations?limit=5", { headers })).status).toBe(401);
});

test("a retired version is gone, an unknown one not found", async () => {
  expect((await ask("/stations?limit=5", { version: "v2" })).status).toBe(410);
  expect((await ask("/stations?limit=5", { version: "v9" })).status).toBe(404);
});

test("browsers may call from any page, without the portal's session", async () => {
  const { status, headers } = await ask("/stations", {
    method: "OPTIONS",
    headers: {
      none: "",
      origin: "https://docs.example",
      "access-control-request-method": "GET",
      "access-control-request-headers": "x-api-key, prefer",
    },
  });
  expect([
    status,
    headers.get("access-control-allow-origin"),
    headers.get("access-control-allow-headers"),
  ]).toEqual([204, "*", "x-api-key, prefer"]);
  expect(headers.get("access-control-allow-credentials")).toBeNull();
});

test("what is counted of a failed call holds no secret and no body", async () => {
  counted.length = 0;
  await ask(`/stations?limit=abc&api_key=${world.key}`, { headers: { none: "" } });
  await ask("/stations", {
    method: "POST",
    body: '{"name": topsecret',
    headers: { "content-type": "application/json" },
  });
  expect(counted.map(({ status }) => status)).toEqual([400, 400]);
  expect(JSON.stringify(counted)).not.toMatch(new RegExp(`topsecret|${world.key}`));
});
