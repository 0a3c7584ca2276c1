import type { LookupFunction } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sealTicket } from "#server/console/relay-ticket.ts";
import type { Published } from "#server/console/testing/published.ts";
import { closeDb, db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { type Listening, listening } from "../testing/listening.ts";
import { type Asked, packed, RelayWorld, relayed } from "./testing/relay-world.ts";

const world = new RelayWorld();
let inside: Listening;
let edge: Listening;
let owner: Awaited<ReturnType<RelayWorld["person"]>>;
let published: Published;
let ticket = "";
const reached: string[] = [];

const leadsTo =
  (address: string): LookupFunction =>
  (_name, _options, done) =>
    done(null, [{ address, family: address.includes(":") ? 6 : 4 }]);

beforeAll(async () => {
  inside = await listening((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end("inside");
  });
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue(`allowed.test:${inside.port}`);
  owner = await world.person();
  published = await world.publish(owner, {
    servers: [
      { url: `http://allowed.test:${inside.port}/base/v1` },
      { url: `http://127.0.0.1:${inside.port}` },
      { url: `http://[::1]:${inside.port}` },
      { url: "http://169.254.169.254" },
      { url: "http://[::ffff:169.254.169.254]" },
      { url: "http://2130706433" },
      { url: "http://0177.0.0.1" },
      { url: "http://0x7f.0.0.1" },
      { url: "http://127.1" },
      { url: "http://0" },
      { url: `http://rebinding.test:${inside.port}` },
      { url: "http://metadata.test" },
      { url: "https://{tenant}.example.com/{path}", variables: { tenant: { default: "www" }, path: {} } },
    ],
  });
  edge = await world.relay({}, { lookup: leadsTo("127.0.0.1") });
  ticket = await world.ticket(owner, published);
});
beforeEach(() => void reached.splice(0));
afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
  await inside.close();
  await closeDb();
});

async function verdict(url: string, asked: Asked = {}): Promise<[status: number, code?: string]> {
  const { status, code } = await relayed(edge, url, { ticket, ...asked });
  return [status, code];
}
const base = () => `http://allowed.test:${inside.port}/base/v1`;

test("the harness reaches its server by the front door", async () => {
  expect((await relayed(edge, `${base()}/x`, { ticket })).text).toBe("inside");
  expect(reached).toEqual(["GET /base/v1/x"]);
});

test.each([
  () => `http://127.0.0.1:${inside.port}/`,
  () => `http://[::1]:${inside.port}/`,
  () => "http://169.254.169.254/latest/meta-data",
  () => "http://[::ffff:a9fe:a9fe]/",
  () => "http://2130706433/",
  () => "http://0177.0.0.1/",
  () => "http://0x7f.0.0.1/",
  () => "http://127.1/",
  () => "http://0/",
])("a private address is refused even when the document names it (%#)", async (url) => {
  expect(await verdict(url())).toEqual([403, "host_not_allowed"]);
  expect(reached).toEqual([]);
});

test("a name that leads inside is refused at the socket, also when it led elsewhere before", async () => {
  let asked = 0;
  const rebinding: LookupFunction = (name, options, done) =>
    leadsTo(asked++ === 0 ? "192.0.2.1" : "127.0.0.1")(name, options, done);
  const at = await world.relay({ connectMs: 300 }, { lookup: rebinding });
  await relayed(at, `http://rebinding.test:${inside.port}/`, { ticket });
  expect(asked).toBe(1);
  const { code } = await relayed(at, `http://rebinding.test:${inside.port}/`, { ticket });
  expect(code).toBe("host_not_allowed");
  expect(await verdict("http://metadata.test/")).toEqual([403, "host_not_allowed"]);
  expect(reached).toEqual([]);
});

test.each([
  (p: number) => `http://allowed.test:${p}@evil.example/base/v1`,
  (p: number) => `http://user:secret@allowed.test:${p}/base/v1`,
  (p: number) => `http://allowed.test:${p}\\@evil.example/base/v1`,
  (p: number) => `http:\\\\allowed.test:${p}\\base\\v1`,
  (p: number) => `//allowed.test:${p}/base/v1`,
  (p: number) => `http:allowed.test:${p}/base/v1`,
  (p: number) => `http:///allowed.test:${p}/base/v1`,
  (p: number) => `http://allowed.test:${p}/base/v1/../../admin`,
  (p: number) => `http://allowed.test:${p}/base/v1/%2e%2e/admin`,
  (p: number) => `http://allowed.test:${p}/base/v1/..%2f..%2fadmin`,
  (p: number) => `http://allowed.test:${p}/base/v1/..%5c..%5cadmin`,
  (p: number) => `http://allowed.test:${p}/base/v1/%252e%252e%252fadmin`,
  (p: number) => `http://allowed.test:${p}/base/v1/..;/admin`,
  (p: number) => `ftp://allowed.test:${p}/base/v1`,
  (p: number) => `gopher://allowed.test:${p}/base/v1`,
  () => "file:///etc/passwd",
  () => "javascript:alert(1)",
  () => "/base/v1",
  () => "",
])("an address that two readers could read in two ways is refused (%#)", async (url) => {
  expect(await verdict(url(inside.port))).toEqual([400, "invalid_request"]);
  expect(reached).toEqual([]);
});

test.each([
  (p: number) => `http://allowed.test:${p}/base`,
  (p: number) => `http://allowed.test:${p}/base/v10`,
  (p: number) => `http://allowed.test:${p}/base/v1x/y`,
  (p: number) => `http://allowed.test:${p}//base/v1`,
  (p: number) => `http://allowed.test:${p}/base%2fv1/x`,
  (p: number) => `https://allowed.test:${p}/base/v1`,
  () => "http://allowed.test/base/v1",
  (p: number) => `http://allowed.test.:${p}/base/v1`,
  (p: number) => `http://allowed.test.evil.example:${p}/base/v1`,
  (p: number) => `http://xallowed.test:${p}/base/v1`,
  () => "https://evil.example.com/x",
  () => "https://www.example.com.evil.example/x",
  () => "https://evil.example/www.example.com/x",
])("an address beside the document's servers is refused (%#)", async (url) => {
  expect(await verdict(url(inside.port))).toEqual([403, "host_not_allowed"]);
  expect(reached).toEqual([]);
});

test.each<[string, unknown]>([
  ["a line break in a value", [["X-A", "1\r\nHost: evil"]]],
  ["a bare line feed", [["X-A", "1\nTransfer-Encoding: chunked"]]],
  ["a NUL", [["X-A", "\u0000"]]],
  ["a line break in a name", [["X-A\r\nX-B", "1"]]],
  ["a colon in a name", [["X-A:", "1"]]],
  ["a space in a name", [["Transfer-Encoding ", "chunked"]]],
  ["an empty name", [["", "1"]]],
  ["a character outside Latin-1", [["X-A", "ж"]]],
  ["a value that is no text", [["X-A", 1]]],
  ["a pair of three", [["X-A", "1", "2"]]],
  ["an object", { "X-A": "1" }],
  ["201 headers", Array.from({ length: 201 }, () => ["a", "b"])],
])("%s among the headers is refused, and nothing is called", async (_what, pairs) => {
  expect(await verdict(`${base()}/x`, { own: { "x-relay-headers": packed(pairs) } })).toEqual([
    400,
    "invalid_request",
  ]);
  expect(reached).toEqual([]);
});

test("headers that are no base64url of JSON, or too many bytes, are refused", async () => {
  expect(await verdict(base(), { own: { "x-relay-headers": "%%%" } })).toEqual([400, "invalid_request"]);
  const headers: [string, string][] = [["X-A", "a".repeat(8_000)]];
  expect(await verdict(base(), { headers })).toEqual([413, "request_too_large"]);
  expect(reached).toEqual([]);
});

test.each(["CONNECT", "TRACE", "track", "GET /x HTTP/1.1", "", "G\tT"])(
  "the method %j is refused",
  async (method) => {
    expect(await verdict(base(), { method })).toEqual([400, "invalid_request"]);
    expect(reached).toEqual([]);
  },
);

test("lengths and codings that the caller writes cannot put a second request on the connection", async () => {
  const body = "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: allowed.test\r\n\r\n";
  const headers: [string, string][] = [
    ["Transfer-Encoding", "chunked"],
    ["Content-Length", "5"],
    ["transfer-encoding", "identity, chunked"],
    ["Connection", "close, content-length"],
  ];
  expect((await relayed(edge, `${base()}/x`, { ticket, method: "POST", headers, body })).text).toBe("inside");
  expect(reached).toEqual(["POST /base/v1/x"]);
});

test("a page of another site gets nothing, not even a preflight", async () => {
  expect(await verdict(base(), { own: { origin: "https://evil.example" } })).toEqual([403, "wrong_origin"]);
  expect(await verdict(base(), { own: { origin: "null" } })).toEqual([403, "wrong_origin"]);
  const preflight = await fetch(`${edge.url}/relay`, {
    method: "OPTIONS",
    headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
  });
  expect(preflight.status).toBe(405);
  expect([...preflight.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  const cookieOnly = await fetch(`${edge.url}/relay`, {
    method: "POST",
    headers: { cookie: `relay=${ticket}` },
  });
  expect(cookieOnly.status).toBe(401);
  expect(reached).toEqual([]);
});

const tampered = (text: string) => text.replace(/^(.)(.)/, "$2$1");

test("a ticket that was changed, made elsewhere or has run out is worth nothing", async () => {
  const old = await world.ticket(owner, published, new Date(Date.now() - 11 * 60_000));
  const [body = "", mac = ""] = ticket.split(".");
  const forged = Buffer.from(
    Buffer.from(body, "base64url")
      .toString()
      .replace(/"expiresAtMs":\d+/, '"expiresAtMs":9999999999999'),
  ).toString("base64url");
  for (const bad of [old, tampered(ticket), `${forged}.${mac}`, `${body}.`, body, "", "x".repeat(5_000)]) {
    expect(await verdict(base(), { ticket: bad })).toEqual([401, "ticket_expired"]);
  }
  expect(reached).toEqual([]);
});

test("a ticket of one API opens no other", async () => {
  const other = await world.publish(owner, { servers: [{ url: "https://other.example" }] });
  expect(await verdict(base(), { ticket: await world.ticket(owner, other) })).toEqual([
    403,
    "host_not_allowed",
  ]);
  expect(await verdict("https://other.example/")).toEqual([403, "host_not_allowed"]);
  const expiresAtMs = Date.now() + 60_000;
  const { userId, sessionId } = owner;
  const crossed = { userId, sessionId, expiresAtMs, ...published, documentId: other.documentId };
  expect(await verdict("https://other.example/", { ticket: sealTicket(crossed) })).toEqual([
    401,
    "ticket_expired",
  ]);
});

test("a ticket dies with its session, its person, and the sight of its version", async () => {
  const person = await world.person();
  const api = await world.publish(person, { servers: [{ url: base() }] });
  const theirs = await world.ticket(person, api);
  const works = async () => (await relayed(edge, `${base()}/x`, { ticket: theirs })).status;
  expect(await works()).toBe(200);
  const { userId, sessionId: id } = person;
  const where = { id: api.versionId };
  await db().session.update({ where: { id }, data: { revokedAt: new Date() } });
  expect(await works()).toBe(401);
  await db().session.update({ where: { id }, data: { revokedAt: null } });
  await db().user.update({ where: { id: userId }, data: { status: "suspended" } });
  expect(await works()).toBe(401);
  await db().user.update({ where: { id: userId }, data: { status: "active" } });
  await db().version.update({ where, data: { lifecycle: "retired" } });
  expect(await works()).toBe(401);
  await db().version.update({ where, data: { lifecycle: "deprecated" } });
  expect(await works()).toBe(200);
});

test("switched off, it says so", async () => {
  const off = vi.spyOn(env(), "CONSOLE_RELAY", "get").mockReturnValue(false);
  expect(await verdict(base())).toEqual([403, "relay_off"]);
  off.mockRestore();
});
