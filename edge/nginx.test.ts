import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "#scripts/ports.ts";
import { revokeKey } from "#server/credentials/index.ts";
import { type Consumer, makeConsumer } from "#server/gateway/testing/consumer.ts";
import { type Listening, listening } from "./testing/listening.ts";

const NGINX = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));
const CONFIGURATION = "deploy/nginx/portico.conf";

const folder = mkdtempSync(join(tmpdir(), "portico-nginx-"));
const children: ChildProcess[] = [];
/** What the API behind nginx was sent last. */
let received: IncomingHttpHeaders = {};
let api: Listening;
let consumer: Consumer;
let nginxUrl = "";

beforeAll(async () => {
  if (!NGINX) return;
  consumer = await makeConsumer(undefined, { environment: "live", ratePerMinute: 30 });
  api = await listening((request, response) => {
    received = request.headers;
    response.end("the API itself");
  });
  const edgePort = await freePort();
  start(process.execPath, ["--conditions=react-server", "edge/main.ts"], { EDGE_PORT: String(edgePort) });
  await untilAnswers(`http://127.0.0.1:${edgePort}/readyz`);
  const nginxPort = await freePort();
  writeFileSync(join(folder, "nginx.conf"), configure(edgePort, nginxPort));
  nginxUrl = `http://127.0.0.1:${nginxPort}`;
  start(NGINX, ["-p", folder, "-c", join(folder, "nginx.conf")]);
  await untilAnswers(nginxUrl);
});

afterAll(async () => {
  for (const child of children.reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await new Promise((done) => child.once("exit", done));
  }
  await api?.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(command: string, args: string[], env: Record<string, string> = {}): void {
  children.push(
    spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] }),
  );
}

/** The shipped file with this test's addresses, each of which must stand in it. */
function configure(edgePort: number, nginxPort: number): string {
  let text = readFileSync(CONFIGURATION, "utf8");
  for (const [shipped, ours] of [
    ["server 127.0.0.1:4001;", `server 127.0.0.1:${edgePort};`],
    ["server 127.0.0.1:9000;", `server 127.0.0.1:${api.port};`],
    ["listen 8080;", `listen 127.0.0.1:${nginxPort};`],
    ["api=rail&version=v1", `api=${consumer.offer.slug}&version=v1`],
  ] as const) {
    expect(text).toContain(shipped);
    text = text.replace(shipped, ours);
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  return `daemon off; pid ${folder}/pid; error_log stderr error; worker_processes 1;
    events { worker_connections 256; }
    http { access_log off; ${temporary}\n${text}\n}`;
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => null);
    if (answer && answer.status !== 503) return;
    await pause(100);
  }
  throw new Error(`${url} does not answer.`);
}

function call(headers: Record<string, string>, path = "/stations?q=x"): Promise<Response> {
  return fetch(nginxUrl + path, { headers });
}

describe.skipIf(!NGINX)(`nginx with ${CONFIGURATION}${NGINX ? "" : ": nginx is not installed here"}`, () => {
  test("a good key passes: the API learns who calls, never the key, nor what the caller claims to be", async () => {
    const answer = await call({
      "x-api-key": consumer.secret,
      "x-portico-app": "app_forged",
      "x-portico-scopes": "everything",
      "x-portico-operation": "forged",
    });
    expect([answer.status, await answer.text()]).toEqual([200, "the API itself"]);
    expect(received).toMatchObject({
      "x-portico-app": consumer.appId,
      "x-portico-organisation": consumer.caller.orgId,
      "x-portico-credential": consumer.key.id,
      "x-portico-plan": consumer.offer.planId,
      "x-portico-environment": "live",
    });
    for (const name of ["x-api-key", "authorization", "x-portico-scopes", "x-portico-operation"]) {
      expect(received).not.toHaveProperty(name);
    }
    expect(answer.headers.get("ratelimit")).toMatch(/^"plan";r=\d+;t=\d+$/);
    expect((await call({ authorization: `Bearer ${consumer.secret}` })).status).toBe(200);
  });

  test("no key and a wrong key get 401 with a challenge, and the API is not asked", async () => {
    received = {};
    const missing = await call({});
    expect(missing.status).toBe(401);
    expect(missing.headers.get("www-authenticate")).toContain('Bearer realm="portico"');
    expect(missing.headers.get("content-type")).toContain("application/problem+json");
    const wrong = await call({ "x-api-key": "portico_sk_live_wrong" });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ status: 401, code: "credential_malformed" });
    expect(received).toEqual({});
  });

  test("a credential without access gets 403 and the reason", async () => {
    const stranger = await makeConsumer(undefined, { environment: "live" });
    const answer = await call({ "x-api-key": stranger.secret });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ status: 403, code: "not_subscribed" });
  });

  test("over the plan's rate, callers get a true 429 with Retry-After", async () => {
    let answer = await call({ "x-api-key": consumer.secret });
    for (let calls = 0; calls < 40 && answer.status === 200; calls++)
      answer = await call({ "x-api-key": consumer.secret });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ status: 429, code: "rate_limited" });
  });

  test("a revoked key is refused within a second", async () => {
    const fresh = await makeConsumer(undefined, { environment: "live", ratePerMinute: 1_000 });
    const headers = { "x-api-key": fresh.secret };
    // Not subscribed to this API, so a good key is told so: 403. A revoked one is 401.
    expect((await call(headers)).status).toBe(403);
    await revokeKey(fresh.ctx(), { keyId: fresh.key.id });
    const revokedAt = performance.now();
    while ((await call(headers)).status !== 401) expect(performance.now() - revokedAt).toBeLessThan(1_000);
  });

  test("with Portico away, callers get 503 and the API is not asked", async () => {
    received = {};
    const edge = children[0];
    edge?.kill("SIGKILL");
    await new Promise((done) => edge?.once("exit", done));
    const answer = await call({ "x-api-key": consumer.secret });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(received).toEqual({});
  });
});
