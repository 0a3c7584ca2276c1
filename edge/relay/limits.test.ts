import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect } from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "#scripts/ports.ts";
import { redisRateLimiter } from "#server/gateway/rate-limiter.ts";
import { closeDb } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { type Listening, listening } from "../testing/listening.ts";
import { LIMITS } from "./limits.ts";
import { post, type Relayed, RelayWorld, relayed } from "./testing/relay-world.ts";
import { Turns } from "./turns.ts";

const MB = 1024 * 1024;
const world = new RelayWorld();
let api: Listening;
let ticket = "";
let owner: Awaited<ReturnType<RelayWorld["person"]>>;
const url = (path: string) => `${api.url}${path}`;

/** The calls that the server has not answered yet, and those whose connection was cut. */
const open = new Set<ServerResponse>();
let cut = 0;
let received = 0;
let sent = 0;

function* endless(): Generator<Buffer> {
  for (;;) {
    sent += MB;
    yield Buffer.alloc(MB, "x");
  }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  open.add(response);
  response.on("close", () => {
    open.delete(response);
    if (!response.writableFinished) cut++;
  });
  request.on("data", (chunk: Buffer) => {
    received += chunk.length;
  });
  const path = request.url ?? "";
  if (path === "/events") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("data: 1\n\n");
  } else if (path === "/flood") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    await pipeline(endless, response).catch(() => undefined);
  } else if (path === "/endless") {
    response.writeHead(200);
    await pipeline(endless, response).catch(() => undefined);
  } else if (path === "/told") response.writeHead(200, { "content-length": String(30 * MB) }).write("x");
  else if (path === "/bomb")
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(60 * MB)));
  else if (path === "/exact") response.writeHead(200).end(Buffer.alloc(MB));
  else if (path === "/below") response.writeHead(200).end(Buffer.alloc(MB - 1));
  else if (path === "/cookies")
    response
      .writeHead(200, Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`x-${i}`, "a".repeat(500)])))
      .end();
  else if (path !== "/hang") {
    await once(request, "end");
    response.end("ok");
  }
}

beforeAll(async () => {
  api = await listening(serve);
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue(`127.0.0.1:${api.port}`);
  owner = await world.person();
  ticket = await world.ticket(owner, await world.publish(owner, { servers: [{ url: api.url }] }));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
  await api.close();
  await closeDb();
});

async function until(what: () => boolean): Promise<void> {
  while (!what()) await pause(5);
}

test("an answer ends at the limit, cleanly and at exactly that length, whether plain or unpacked", async () => {
  const edge = await world.relay();
  for (const path of ["/endless", "/bomb"]) {
    const answer = await post(edge, url(path), { ticket });
    const bytes = (await answer.arrayBuffer()).byteLength;
    expect([path, bytes]).toEqual([path, 25 * MB]);
    expect(answer.headers.get("x-relay-max-bytes")).toBe(String(25 * MB));
  }
  await until(() => open.size === 0);
});

test("an answer that tells its size beforehand is refused instead", async () => {
  const { status, code } = await relayed(await world.relay(), url("/told"), { ticket });
  expect([status, code]).toEqual([502, "answer_too_large"]);
  await until(() => open.size === 0);
});

test("a whole answer is never as long as a cut one", async () => {
  const edge = await world.relay({ answerBytes: MB });
  expect((await (await post(edge, url("/below"), { ticket })).arrayBuffer()).byteLength).toBe(MB - 1);
  expect((await post(edge, url("/exact"), { ticket })).headers.get("x-relay-max-bytes")).toBe(String(MB));
});

test("headers that do not fit are left out and counted", async () => {
  const { headers } = await relayed(await world.relay(), url("/cookies"), { ticket });
  expect(headers.get("x-relay-headers")?.length).toBeLessThanOrEqual(10 * 1024);
  expect(Number(headers.get("x-relay-headers-left-out"))).toBeGreaterThan(0);
});

test("a body over the limit is refused before it is read, or where it passes it when it does not tell its size", async () => {
  const edge = await world.relay();
  received = 0;
  const told = await relayed(edge, url("/up"), {
    ticket,
    method: "POST",
    body: Buffer.alloc(10 * MB + 1),
  }).catch(
    () => null, // closing early may reach the sender as a reset
  );
  if (told) expect([told.status, told.code]).toEqual([413, "request_too_large"]);
  expect(received).toBe(0);
  const body = new ReadableStream({
    pull(stream) {
      stream.enqueue(Buffer.alloc(MB));
    },
  });
  const init = { method: "POST", body, duplex: "half" } as const;
  const untold = await fetch(`${edge.url}/relay`, {
    ...init,
    headers: { authorization: `Relay ${ticket}`, "x-relay-method": "POST", "x-relay-url": url("/up") },
  }).catch(() => null);
  if (untold) expect(untold.status).toBe(413);
  expect(received).toBeLessThanOrEqual(10 * MB);
  await until(() => open.size === 0);
});

test("events flow one by one while the server holds the connection open", async () => {
  const edge = await world.relay();
  const answer = await post(edge, url("/events"), { ticket });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader?.read()).toEqual({ done: false, value: "data: 1\n\n" });
  const [stream] = open;
  stream?.write("data: 2\n\n");
  expect(await reader?.read()).toEqual({ done: false, value: "data: 2\n\n" });
  stream?.end();
  expect((await reader?.read())?.done).toBe(true);
});

test("a stream of events may outlast a call, and ends cleanly when its own time is over", async () => {
  const edge = await world.relay({ totalMs: 2_000, streamMs: 3_000 });
  expect(await (await post(edge, url("/events"), { ticket })).text()).toBe("data: 1\n\n");
  await until(() => open.size === 0);
});

test("a stream of events ends cleanly although its reader is slow when the time is over", async () => {
  const edge = await world.relay({ streamMs: 1_500 });
  const answer = await post(edge, url("/flood"), { ticket });
  await until(() => open.size === 0);
  expect((await answer.text()).length).toBeGreaterThan(0);
});

test.each(["/hang", "/events", "/endless"])("who goes away takes the call to %s along", async (path) => {
  const edge = await world.relay();
  const control = new AbortController();
  const asked = post(edge, url(path), { ticket, signal: control.signal }).catch(() => null);
  await until(() => open.size === 1);
  const before = cut;
  control.abort();
  await asked;
  await until(() => open.size === 0);
  expect(cut).toBe(before + 1);
});

test("a slow reader slows the server down: what nobody reads is not fetched", async () => {
  const edge = await world.relay();
  sent = 0;
  const control = new AbortController();
  await post(edge, url("/endless"), { ticket, signal: control.signal });
  let last = -1;
  while (last !== sent) {
    last = sent;
    await pause(300);
  }
  expect(sent).toBeLessThan(20 * MB);
  control.abort();
  await until(() => open.size === 0);
});

test("readers who stop reading and go away give their turns back", async () => {
  const edge = await world.relay();
  for (let i = 0; i < 8; i++) {
    const control = new AbortController();
    const answer = await post(edge, url("/endless"), { ticket, signal: control.signal });
    expect(answer.status).toBe(200);
    await pause(100);
    control.abort();
    await until(() => open.size === 0);
  }
});

test("a sender that stops half-way is given up in time and gives its turn back", async () => {
  const edge = await world.relay({ totalMs: 300 });
  for (let i = 0; i < 7; i++) {
    const socket = connect(edge.port, "127.0.0.1");
    const head = [
      "POST /relay HTTP/1.1",
      "Host: x",
      `Authorization: Relay ${ticket}`,
      "X-Relay-Method: POST",
    ];
    socket.write(
      [...head, `X-Relay-Url: ${url("/up")}`, "Content-Length: 1000", "", "only this"].join("\r\n"),
    );
    const [answer]: unknown[] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 504 /);
    socket.destroy();
  }
  await until(() => open.size === 0);
});

test("of a hundred calls at once six run, the others are told to wait, and afterwards there is room again", async () => {
  const edge = await world.relay();
  const refused: Relayed[] = [];
  const all = Array.from({ length: 100 }, async () => {
    const answer = await relayed(edge, url("/hang"), { ticket });
    if (answer.code === "rate_limited") refused.push(answer);
    return answer.status;
  });
  await until(() => refused.length + open.size === 100);
  expect([refused.length, open.size]).toEqual([94, 6]);
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  for (const response of open) response.end();
  expect((await Promise.all(all)).filter((status) => status === 200)).toHaveLength(6);
  expect((await relayed(edge, url("/ok"), { ticket })).text).toBe("ok");
});

test("the rate holds for a person, over all their tickets, and for nobody else", async () => {
  const edge = await world.relay({ callsPerMinute: 3 });
  const api2 = await world.publish(owner, { servers: [{ url: api.url }] });
  const second = await world.ticket(owner, api2);
  const statuses: number[] = [];
  for (const one of [ticket, second, ticket, second]) {
    statuses.push((await relayed(edge, url("/ok"), { ticket: one })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
  const over = await relayed(edge, url("/ok"), { ticket });
  expect(over.code).toBe("rate_limited");
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  const other = await world.person();
  expect((await relayed(edge, url("/ok"), { ticket: await world.ticket(other, api2) })).status).toBe(200);
});

const REDIS = ["/usr/bin/redis-server", "/usr/bin/valkey-server"].find((path) => existsSync(path));

test.skipIf(!REDIS)("with Redis, two edges grant one rate", async () => {
  const port = await freePort();
  const redis = spawn(REDIS ?? "", ["--port", String(port), "--save", ""], { stdio: "ignore" });
  const limits = { ...LIMITS, callsPerMinute: 4 };
  const turns = [1, 2].map(() => new Turns(limits, redisRateLimiter(`redis://127.0.0.1:${port}`)));
  const edges = [await world.relay({}, { turns: turns[0] }), await world.relay({}, { turns: turns[1] })];
  await pause(1_000);
  const statuses: number[] = [];
  for (const edge of [...edges, ...edges, ...edges]) {
    statuses.push((await relayed(edge, url("/ok"), { ticket })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  await Promise.all(turns.map((one) => one.close()));
  redis.kill();
});

test("the log tells who called which host with what outcome, and nothing of what was said", async () => {
  const lines = vi.spyOn(log(), "info");
  const edge = await world.relay();
  await relayed(edge, url("/ok?api_key=in-the-query"), {
    ticket,
    method: "POST",
    headers: [["Authorization", "Bearer in-a-header"]],
    body: "in-the-body",
  });
  expect(lines).toHaveBeenCalledTimes(1);
  expect(lines.mock.calls[0]).toEqual([
    {
      requestId: expect.stringMatching(/^req_/),
      userId: owner.userId,
      host: `127.0.0.1:${api.port}`,
      status: 200,
      bytes: 2,
      ms: expect.any(Number),
    },
    "relayed",
  ]);
  lines.mockRestore();
});
