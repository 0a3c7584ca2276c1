import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { env } from "./env.ts";
import { isPublicAddress } from "./guarded-agent.ts";
import { fetchOutside } from "./outbound.ts";
import { Refusal } from "./refusal.ts";

const LIMITS = { maxBytes: 100_000, timeoutMs: 1_000 };
const servers: Server[] = [];

async function serverThat(handler: RequestListener): Promise<number> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A listening TCP server has an AddressInfo.
  return (server.address() as AddressInfo).port;
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("Expected a refusal.");
}

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

let hits = 0;
let port = 0;
beforeAll(async () => {
  port = await serverThat((request, response) => {
    hits++;
    if (request.url === "/away") response.writeHead(302, { location: "/doc" }).end();
    else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (request.url === "/inside")
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
    else if (request.url === "/file") response.writeHead(302, { location: "file:///etc/passwd" }).end();
    else if (request.url === "/slow") response.writeHead(200).write("openapi:");
    else if (request.url === "/big") {
      response.writeHead(200);
      for (let i = 0; i < 300; i++) response.write(Buffer.alloc(1_000, "x"));
      response.end();
    } else if (request.url === "/bomb") {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(20_000_000)));
    } else if (request.url === "/broken") {
      response.writeHead(200, { "content-encoding": "gzip" }).end("this is no gzip");
    } else if (request.url === "/zipped") {
      response
        .writeHead(200, { "content-encoding": "gzip", "content-type": "application/yaml" })
        .end(gzipSync("openapi: 3.1.0"));
    } else
      response
        .writeHead(200, { "content-type": "application/json", "set-cookie": "a=b" })
        .end(JSON.stringify(request.headers));
  });
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue(`allowed.test,127.0.0.1:${port}`);
});
afterAll(() => {
  vi.restoreAllMocks();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fe80::1",
  "fd00::1",
  "::ffff:127.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::a00:1",
  "2002:7f00:1::",
  "::127.0.0.1",
  "nonsense",
])("%s is not a public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])("%s is a public address", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "http://127.0.0.1:1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://[::1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://169.254.169.254/",
])("the literal address %s is refused", async (url) => {
  expect(await messageOf(fetchOutside(url, LIMITS))).toMatch(/not a public address/);
});

test("a name that resolves to a private address is refused at the socket, and nothing is sent", async () => {
  const before = hits;
  const url = `http://specs.example:${port}/doc`;
  expect(await messageOf(fetchOutside(url, { ...LIMITS, lookup: resolvesTo("127.0.0.1") }))).toMatch(
    /not a public address/,
  );
  expect(
    await messageOf(fetchOutside(url, { ...LIMITS, lookup: resolvesTo("93.184.216.34", "10.0.0.1") })),
  ).toMatch(/not a public/);
  expect(hits).toBe(before);
});

test("a name is asked once for each connection: what was checked is what is connected to", async () => {
  let asked = 0;
  const rebinding: LookupFunction = (name, options, done) =>
    resolvesTo(asked++ === 0 ? "93.184.216.34" : "127.0.0.1")(name, options, done);
  const before = hits;
  const url = `http://rebinding.example:${port}/doc`;
  await messageOf(fetchOutside(url, { maxBytes: 1_000, timeoutMs: 300, lookup: rebinding }));
  expect(asked).toBe(1);
  expect(await messageOf(fetchOutside(url, { ...LIMITS, lookup: rebinding }))).toMatch(
    /not a public address/,
  );
  expect(hits).toBe(before);
});

test("redirects are followed three times and checked each time", async () => {
  const base = `http://127.0.0.1:${port}`;
  expect((await fetchOutside(`${base}/away`, LIMITS)).url).toBe(`${base}/doc`);
  expect(await messageOf(fetchOutside(`${base}/loop`, LIMITS))).toMatch(/redirects too often/);
  expect(await messageOf(fetchOutside(`${base}/inside`, LIMITS))).toMatch(
    /169\.254\.169\.254 is not a public address/,
  );
  expect(await messageOf(fetchOutside(`${base}/file`, LIMITS))).toMatch(/Only http and https/);
});

test.each(["ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "not an address"])(
  "%s is refused",
  async (url) => {
    expect(await messageOf(fetchOutside(url, LIMITS))).toMatch(/Only http and https/);
  },
);

test("credentials in the address are refused", async () => {
  expect(await messageOf(fetchOutside("http://user:secret@example.com/", LIMITS))).toMatch(
    /user name and password/,
  );
});

test("a body that never ends is given up in time", async () => {
  expect(await messageOf(fetchOutside(`http://127.0.0.1:${port}/slow`, LIMITS))).toMatch(/within 1 seconds/);
});

test("a body beyond the limit is refused, also when only unpacking makes it so", async () => {
  expect(await messageOf(fetchOutside(`http://127.0.0.1:${port}/big`, LIMITS))).toMatch(/^too_large/);
  expect(await messageOf(fetchOutside(`http://127.0.0.1:${port}/bomb`, LIMITS))).toMatch(/^too_large/);
  expect(await messageOf(fetchOutside(`http://127.0.0.1:${port}/broken`, LIMITS))).toMatch(
    /could not be unpacked/,
  );
});

test("a compressed document arrives whole, with its media type", async () => {
  const answer = await fetchOutside(`http://127.0.0.1:${port}/zipped`, LIMITS);
  expect(Buffer.from(answer.body).toString()).toBe("openapi: 3.1.0");
  expect(answer.mediaType).toBe("application/yaml");
});

test("neither cookies nor credentials are sent", async () => {
  const { body } = await fetchOutside(`http://127.0.0.1:${port}/doc`, LIMITS);
  const sent: unknown = JSON.parse(Buffer.from(body).toString());
  expect(sent).not.toHaveProperty("cookie");
  expect(sent).not.toHaveProperty("authorization");
});

test("a server that is not there is said to be unreachable", async () => {
  const closed = await serverThat(() => undefined);
  servers.pop()?.close();
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue("127.0.0.1");
  expect(await messageOf(fetchOutside(`http://127.0.0.1:${closed}/`, LIMITS))).toMatch(
    /could not be reached/,
  );
});
