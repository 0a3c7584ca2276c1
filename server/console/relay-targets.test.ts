import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDb, db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { ctxOf, inRollback, makeMember } from "#server/platform/testing/world.ts";
import { compileDocument } from "#server/specs/index.ts";
import { allowRelayHost } from "./allow-relay-host.ts";
import { isRelayTarget } from "./relay-targets.ts";

let issuer: Server;
let issuerUrl = "";
let discoveryReads = 0;
const documents: string[] = [];

async function compile(members: Record<string, unknown>): Promise<string> {
  const document = { openapi: "3.1.0", info: { title: "Live", version: "1" }, paths: {}, ...members };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "live.json" });
  documents.push(documentId);
  return documentId;
}

beforeAll(async () => {
  issuer = createServer((_request, response) => {
    discoveryReads++;
    response.end(
      JSON.stringify({
        token_endpoint: `${issuerUrl}/oauth/token`,
        device_authorization_endpoint: "https://elsewhere.example/device",
        userinfo_endpoint: `${issuerUrl}/userinfo`,
      }),
    );
  });
  await new Promise<void>((done) => issuer.listen(0, "127.0.0.1", done));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`; // a TCP server's address
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue(new URL(issuerUrl).host);
});
afterAll(async () => {
  vi.restoreAllMocks();
  issuer.close();
  await db().document.deleteMany({ where: { id: { in: documents } } });
  await closeDb();
});

test("the servers of the document, of a path and of an operation are targets, and nothing else is", async () => {
  const get = (servers?: unknown) => ({
    responses: { 200: { description: "ok" } },
    ...(servers ? { servers } : {}),
  });
  const id = await compile({
    servers: [{ url: "https://document.example/v1" }],
    paths: {
      "/a": { get: get([{ url: "https://operation.example" }]) },
      "/b": { servers: [{ url: "https://path.example/x" }], get: get() },
      "/c": { get: get() },
    },
  });
  const is = (url: string) => isRelayTarget(id, new URL(url));
  expect(await is("https://document.example/v1/c")).toBe(true);
  expect(await is("https://operation.example/a")).toBe(true);
  expect(await is("https://path.example/x/b")).toBe(true);
  expect(await is("https://path.example/b")).toBe(false);
  expect(await is("https://callback.example/")).toBe(false);
});

test("token and discovery addresses of the security schemes are targets as they stand, with any query", async () => {
  const flow = {
    scopes: {},
    tokenUrl: "https://sso.example/token",
    refreshUrl: "https://sso.example/refresh?x=1",
  };
  const id = await compile({
    components: {
      securitySchemes: {
        oauth: {
          type: "oauth2",
          flows: { authorizationCode: { ...flow, authorizationUrl: "https://sso.example/authorize" } },
        },
        odd: {
          type: "oauth2",
          flows: { clientCredentials: { scopes: {}, tokenUrl: "javascript:alert(1)" } },
        },
      },
    },
  });
  const is = (url: string) => isRelayTarget(id, new URL(url));
  expect(await is("https://sso.example/token")).toBe(true);
  expect(await is("https://sso.example/refresh?other=1")).toBe(true);
  expect(await is("https://sso.example/token/more")).toBe(false);
  expect(await is("https://sso.example/authorize")).toBe(false);
  expect(await is("https://sso.example/")).toBe(false);
});

test("the token address that OpenID discovery names on its own host is a target, asked for once", async () => {
  const openIdConnectUrl = `${issuerUrl}/.well-known/openid-configuration`;
  const id = await compile({
    components: { securitySchemes: { oidc: { type: "openIdConnect", openIdConnectUrl } } },
  });
  const is = (url: string) => isRelayTarget(id, new URL(url));
  expect(await is(openIdConnectUrl)).toBe(true);
  expect(discoveryReads).toBe(0);
  expect(await is(`${issuerUrl}/oauth/token`)).toBe(true);
  expect(await is(`${issuerUrl}/userinfo`)).toBe(false);
  expect(await is("https://elsewhere.example/device")).toBe(false);
  expect(discoveryReads).toBe(1);
});

test("a host that an administrator allowed is a target of every document", async () => {
  const id = await compile({});
  await inRollback(async (tx) => {
    const is = (url: string) => isRelayTarget(id, new URL(url), tx);
    expect(await is("https://shared.example.com/x")).toBe(false);
    await allowRelayHost(ctxOf(tx, await makeMember(tx, { platformRole: "admin" })), {
      host: "*.example.com",
    });
    expect(await is("https://shared.example.com/x")).toBe(true);
    expect(await is("https://shared.example.com:8443/x")).toBe(false);
  });
});
