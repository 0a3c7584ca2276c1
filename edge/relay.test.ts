import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Published } from "#server/console/testing/published.ts";
import { closeDb } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { type Asked, type Relayed, RelayWorld, relayed, unpacked } from "./relay/testing/relay-world.ts";
import { type Listening, listening } from "./testing/listening.ts";

const world = new RelayWorld();
let edge: Listening;
let api: Listening;
let published: Published;
let owner: Awaited<ReturnType<RelayWorld["person"]>>;
let ticket = "";

interface Call {
  request: IncomingMessage;
  body: Buffer;
}
const calls: Call[] = [];

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  api = await listening(async (request, response) => {
    const body = await bytesOf(request);
    calls.push({ request, body });
    const path = request.url?.split("?")[0];
    if (path === "/v1/echo") {
      response.setHeader("content-type", "text/html");
      response.setHeader("set-cookie", ["sid=top-secret; Path=/; HttpOnly", "theme=dark"]);
      response.setHeader("access-control-allow-origin", "*");
      response.writeHead(201).end(body.length > 0 ? body : "<script>alert(1)</script>");
    } else if (path === "/v1/away") response.writeHead(302, { location: "http://127.0.0.1:1/in" }).end("x");
    else if (path === "/v1/none") response.writeHead(204).end();
    else if (path === "/v1/gzip")
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("plain text"));
    else if (path === "/v1/br")
      response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync("plain text"));
    else if (path === "/v1/deflate")
      response.writeHead(200, { "content-encoding": "deflate" }).end(deflateSync("plain text"));
    else if (path === "/v1/zstd") response.writeHead(200, { "content-encoding": "zstd" }).end("as it is");
    else response.writeHead(404).end("nothing here");
  });
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue(`127.0.0.1:${api.port}`);
  owner = await world.person();
  published = await world.publish(owner, { servers: [{ url: `${api.url}/v1` }] });
  edge = await world.relay();
  ticket = await world.ticket(owner, published);
});
beforeEach(() => void calls.splice(0));
afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
  await api.close();
  await closeDb();
});

const ask = (path: string, asked: Asked = {}): Promise<Relayed> =>
  relayed(edge, api.url + path, { ticket, ...asked });
const lastCall = (): Call => {
  const call = calls.at(-1);
  if (!call) throw new Error("The server was not called.");
  return call;
};

test("a call reaches the server with its method, query, headers and body, and its answer comes back", async () => {
  const body = randomBytes(300_000);
  const { status, upstream, text } = await ask("/v1/echo?a=1&a=2", {
    method: "PATCH",
    headers: [
      ["X-API-Key", "abc"],
      ["X-Many", "1"],
      ["X-Many", "2"],
      ["Cookie", "session=theirs"],
    ],
    body,
  });
  expect([status, upstream.status]).toEqual([200, 201]);
  expect(text.length).toBeGreaterThan(0);
  const { request, body: got } = lastCall();
  expect(request.method).toBe("PATCH");
  expect(request.url).toBe("/v1/echo?a=1&a=2");
  expect(request.headers).toMatchObject({
    host: `127.0.0.1:${api.port}`,
    "x-api-key": "abc",
    "x-many": "1, 2",
    cookie: "session=theirs",
    "user-agent": "Portico console",
    via: "1.1 portico",
    "accept-encoding": "identity",
    "content-length": "300000",
  });
  expect(createHash("sha256").update(got).digest("hex")).toBe(
    createHash("sha256").update(body).digest("hex"),
  );
  expect(upstream.headers.get("content-type")).toBe("text/html");
  expect(upstream.timing).toMatchObject({ connect: expect.any(Number), firstByte: expect.any(Number) });
});

test("what a server answers can do nothing under our origin: bytes to download, sandboxed, no header of its own", async () => {
  const { headers, upstream, text } = await ask("/v1/echo");
  expect(text).toBe("<script>alert(1)</script>");
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": "attachment",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
    "cache-control": "no-store, no-transform",
  });
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("access-control-allow-origin")).toBeNull();
  expect(upstream.headers.get("set-cookie")).toBe("theme=…");
  const raw = unpacked(headers.get("x-relay-headers"));
  expect(raw).toContainEqual(["set-cookie", "sid=…; Path=/; HttpOnly"]);
  expect(JSON.stringify(raw)).not.toContain("top-secret");
});

test("the browser's own headers stay here, and so do those that are the relay's to set", async () => {
  await ask("/v1/echo", {
    own: { cookie: "portico-session=secret", referer: "http://localhost:4000/x", "accept-language": "de" },
    headers: [
      ["Host", "evil.example"],
      ["Connection", "X-Drop, keep-alive"],
      ["X-Drop", "1"],
      ["Transfer-Encoding", "chunked"],
      ["Content-Length", "3"],
      ["Expect", "100-continue"],
      ["Upgrade", "h2c"],
      ["Origin", "https://bank.example"],
      ["Referer", "https://bank.example"],
      ["Sec-Fetch-Site", "none"],
      ["X-Forwarded-For", "10.0.0.1"],
      ["Proxy-Authorization", "Basic eA=="],
      ["Accept-Encoding", "gzip"],
      ["User-Agent", "Mozilla"],
      ["X-Keep", "1"],
    ],
  });
  const { headers } = lastCall().request;
  expect(headers).toEqual({
    host: `127.0.0.1:${api.port}`,
    connection: "close",
    "user-agent": "Portico console",
    via: "1.1 portico",
    "accept-encoding": "identity",
    "x-keep": "1",
  });
});

test("a redirect is shown, not followed", async () => {
  const { upstream, status } = await ask("/v1/away");
  expect([status, upstream.status]).toEqual([200, 302]);
  expect(upstream.headers.get("location")).toBe("http://127.0.0.1:1/in");
  expect(calls).toHaveLength(1);
});

test("answers without a body end at once, also to HEAD", async () => {
  expect((await ask("/v1/none")).upstream.status).toBe(204);
  const { upstream, text } = await ask("/v1/echo", { method: "HEAD" });
  expect([upstream.status, text]).toEqual([201, ""]);
});

test.each(["gzip", "br", "deflate"])("a body packed with %s arrives unpacked", async (coding) => {
  const { text, upstream } = await ask(`/v1/${coding}`);
  expect([text, upstream.headers.get("content-encoding")]).toEqual(["plain text", coding]);
});

test("a coding that we cannot unpack is handed on as it is", async () => {
  expect((await ask("/v1/zstd")).text).toBe("as it is");
});
