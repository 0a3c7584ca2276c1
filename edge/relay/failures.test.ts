import { spawnSync } from "node:child_process";
import type { SecureServerOptions } from "node:http2";
import { createServer as createTlsServer } from "node:https";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type LookupFunction,
  type Server,
  type Socket,
} from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDb } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import type { RelayLimits } from "./limits.ts";
import { CertificateMaker } from "./testing/certificates.ts";
import { post, RelayWorld, relayed } from "./testing/relay-world.ts";

const HAS_OPENSSL = spawnSync("openssl", ["version"]).status === 0;
const world = new RelayWorld();
const certificates = new CertificateMaker();
const servers: Server[] = [];
const sockets = new Set<Socket>();
const ports: Record<string, number> = {};
let ticket = "";

/** Every name but those that are told to fail leads to this machine. */
const lookup: LookupFunction = (name, _options, done) => {
  setImmediate(() => answerName(name, done));
};

function answerName(name: string, done: Parameters<LookupFunction>[2]): void {
  if (name === "unknown.test") done(Object.assign(new Error("not found"), { code: "ENOTFOUND" }), []);
  else if (name === "silent.test") return;
  else if (name === "again.test") done(Object.assign(new Error("again"), { code: "EAI_AGAIN" }), []);
  else done(null, [{ address: name === "private.test" ? "10.1.2.3" : "127.0.0.1", family: 4 }]);
}

async function listen(name: string, server: Server): Promise<void> {
  servers.push(server);
  server.on("connection", (socket: Socket) => sockets.add(socket.on("error", () => undefined)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  ports[name] = (server.address() as AddressInfo).port; // a listening TCP server has no other kind of address
}

/** A server that does this once the request has begun to come. */
const tcp = (name: string, onData: (socket: Socket) => void) =>
  listen(
    name,
    createTcpServer((socket) => socket.once("data", () => onData(socket))),
  );

const tls = (name: string, options: SecureServerOptions) =>
  listen(
    name,
    createTlsServer(options, (_request, response) => response.end("secret")),
  );

async function listenSecurely(): Promise<void> {
  const authority = certificates.selfSigned("authority.test");
  certificates.selfSigned("stranger.test");
  setDefaultCACertificates([...getCACertificates("default"), authority.cert]);
  await tls("good", certificates.signedBy("authority.test", "good.test"));
  await tls("expired", certificates.signedBy("authority.test", "expired.test", -1));
  await tls("other", certificates.signedBy("authority.test", "somebody-else.test"));
  await tls("self", certificates.selfSigned("self.test"));
  await tls("stranger", certificates.signedBy("stranger.test", "unknown-authority.test"));
  const old = certificates.signedBy("authority.test", "old.test");
  await tls("old", {
    ...old,
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT@SECLEVEL=0",
  });
}

beforeAll(async () => {
  if (HAS_OPENSSL) await listenSecurely();
  await tcp("reset", (socket) => socket.resetAndDestroy());
  await tcp("end", (socket) => socket.end());
  await tcp("nonsense", (socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"));
  await tcp("mute", () => undefined);
  await tcp("wordy", (socket) =>
    socket.end(`HTTP/1.1 200 OK\r\n${`x-long: ${"a".repeat(1_000)}\r\n`.repeat(60)}\r\n`),
  );
  await tcp("half", (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf");
    setTimeout(() => socket.resetAndDestroy(), 50);
  });
  await tcp("stuck", (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"));
  await tcp("smuggle", (socket) =>
    socket.end(
      "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ),
  );
  await tcp("closed", () => undefined);
  await new Promise((done) => servers.pop()?.close(done));
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue(
    Object.entries(ports)
      .map(([name, port]) => `${name}.test:${port}`)
      .join(","),
  );
  const owner = await world.person();
  const named = Object.entries(ports).flatMap(([name, port]) => [
    { url: `http://${name}.test:${port}` },
    { url: `https://${name}.test:${port}` },
  ]);
  const others = ["unknown", "again", "silent", "private"].map((name) => ({ url: `http://${name}.test` }));
  const published = await world.publish(owner, {
    servers: [...named, ...others, { url: "http://no-such-host.invalid" }],
  });
  ticket = await world.ticket(owner, published);
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  certificates.close();
  await world.close();
  await closeDb();
});

const at = (scheme: "http" | "https", name: string) => `${scheme}://${name}.test:${ports[name]}/`;

async function failureOf(url: string, limits: Partial<RelayLimits> = {}): Promise<[number, string, string]> {
  const edge = await world.relay(limits, { lookup });
  const { status, code = "", detail = "" } = await relayed(edge, url, { ticket });
  return [status, code, detail];
}

test.skipIf(!HAS_OPENSSL)("a server whose certificate is in order is called", async () => {
  const edge = await world.relay({}, { lookup });
  const { status, text, upstream } = await relayed(edge, at("https", "good"), { ticket });
  expect([status, text]).toEqual([200, "secret"]);
  expect(Object.keys(upstream.timing).sort()).toEqual(["connect", "dns", "firstByte", "tls"]);
});

test.skipIf(!HAS_OPENSSL).each<[what: string, name: string, says: RegExp]>([
  ["an expired certificate", "expired", /has expired/],
  ["a self-signed one", "self", /is self-signed/],
  ["one of another host", "other", /belongs to another host/],
  ["one of a stranger", "stranger", /authority/],
  ["TLS 1.1", "old", /could not agree/],
])("%s is explained", async (_what, name, says) => {
  expect(await failureOf(at("https", name))).toEqual([502, "tls_failed", expect.stringMatching(says)]);
});

test.each<[what: string, url: () => string, status: number, code: string, says: RegExp]>([
  ["a name that does not exist", () => "http://unknown.test/", 502, "dns_failed", /no server named unknown/],
  ["a name service that fails", () => "http://again.test/", 502, "dns_failed", /Try again in a minute/],
  [
    "a closed port",
    () => at("http", "closed"),
    502,
    "connection_refused",
    /Nothing listens at closed\.test:/,
  ],
  ["https to a server without TLS", () => at("https", "nonsense"), 502, "tls_failed", /does not speak TLS/],
  ["a reset", () => at("http", "reset"), 502, "connection_lost", /closed the connection before/],
  ["an early end", () => at("http", "end"), 502, "connection_lost", /closed the connection before/],
  ["an answer that is not HTTP", () => at("http", "nonsense"), 502, "connection_lost", /is not HTTP/],
  ["an answer of two lengths", () => at("http", "smuggle"), 502, "connection_lost", /is not HTTP/],
  ["60 KB of headers", () => at("http", "wordy"), 502, "answer_too_large", /32 KB of headers/],
  ["a name of a private address", () => "http://private.test/", 403, "host_not_allowed", /not a public/],
])("%s is explained", async (_what, url, status, code, says) => {
  const failure = await failureOf(url());
  expect(failure).toEqual([status, code, expect.stringMatching(says)]);
});

test("a name that the real name service does not know is explained", async () => {
  const edge = await world.relay();
  const { status, code } = await relayed(edge, "http://no-such-host.invalid/", { ticket });
  expect([status, code]).toEqual([502, "dns_failed"]);
});

test.each<[phase: string, url: () => string, limits: Partial<RelayLimits>, says: RegExp]>([
  ["the name", () => "http://silent.test/", { connectMs: 500 }, /name service/],
  ["the handshake", () => at("https", "mute"), { connectMs: 2_000 }, /TLS handshake/],
  ["the first byte", () => at("http", "mute"), { firstByteMs: 500 }, /did not begin to answer/],
  ["all of it", () => at("http", "mute"), { totalMs: 200 }, /was given up/],
])("a time-out says that it waited for %s", async (_phase, url, limits, says) => {
  expect(await failureOf(url(), limits)).toEqual([504, "timed_out", expect.stringMatching(says)]);
});

test.each([
  ["breaks off", "half", {}],
  ["stops", "stuck", { idleMs: 500 }],
  ["takes too long", "stuck", { totalMs: 2_000 }],
])(
  "an answer that %s half-way fails for the reader too, it does not end as if it were whole",
  async (_what, name, limits) => {
    const edge = await world.relay(limits, { lookup });
    const answer = await post(edge, at("http", name), { ticket });
    expect(answer.headers.get("x-relay-status")).toBe("200");
    await expect(answer.text()).rejects.toThrow();
  },
);
