// How many calls edge verifies each second, with 100,000 keys in the database and the memory warm, beside a bare
// node:http server that answers the same requests without looking at them. Goal: at least half of it.
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "#scripts/ports.ts";
import { makeKey } from "#server/credentials/key-format.ts";
import { closeDb, db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { pepperedHash } from "#server/platform/keyring.ts";
import { hasWrk, type Load, loadHttp } from "./support/http-load.ts";

const KEYS = 100_000;
const APPS = 1_000;
const ROUNDS = 5;
const SECONDS = 5;
const CONNECTIONS = 50;
const GOAL = 0.5;
const FLAGS = ["--disable-warning=ExperimentalWarning", "--conditions=react-server"];
const BARE = `require("node:http").createServer((q, r) => { r.writeHead(204); r.end(); }).listen(process.env.PORT)`;

export async function run(): Promise<void> {
  const keys = await addKeys();
  const requests = keys.map(
    (key) =>
      "GET /verify HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Method: GET\r\n" +
      `X-Forwarded-Uri: /bench/v1/stations/8000105?lang=en\r\nX-API-Key: ${key}\r\n\r\n`,
  );
  const edgePort = await freePort();
  const barePort = await freePort();
  const children = [
    startChild([...FLAGS, "edge/main.ts"], { EDGE_PORT: String(edgePort) }),
    startChild(["-e", BARE], { PORT: String(barePort) }),
  ];
  try {
    await untilAnswers(`http://127.0.0.1:${edgePort}/readyz`);
    await untilAnswers(`http://127.0.0.1:${barePort}`);
    await warm(edgePort, requests);
    await measure(edgePort, barePort, requests);
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await closeDb();
  }
}

/** 100,000 keys of 1,000 apps that share one plan. */
async function addKeys(): Promise<string[]> {
  const tx = db();
  const orgId = newId("org");
  const [apiId, planId] = [newId("api"), newId("plan")];
  const now = new Date();
  await tx.organisation.create({ data: { id: orgId, slug: "bench", name: "Bench" } });
  await tx.api.create({
    data: {
      id: apiId,
      orgId,
      teamId: "team_bench",
      slug: "bench",
      name: "Bench",
      summary: "",
      category: "bench",
    },
  });
  await tx.version.create({
    data: { id: newId("ver"), apiId, name: "v1", position: 1, lifecycle: "published" },
  });
  await tx.plan.create({
    data: {
      id: planId,
      orgId,
      slug: "bench",
      name: "Bench",
      summary: "",
      ratePerMinute: 1_000_000,
      planApis: { create: { apiId } },
    },
  });
  const appIds = Array.from({ length: APPS }, () => newId("app"));
  await tx.app.createMany({ data: appIds.map((id) => ({ id, orgId, teamId: "team_bench", name: id })) });
  await tx.subscription.createMany({
    data: appIds.map((appId) => ({
      id: newId("sub"),
      orgId,
      appId,
      planId,
      state: "active" as const,
      termsVersion: 1,
      termsAcceptedAt: now,
      termsAcceptedBy: "usr_bench",
    })),
  });
  const made = Array.from({ length: KEYS }, () => makeKey("live"));
  for (let start = 0; start < KEYS; start += 2_500) {
    await tx.key.createMany({
      data: made.slice(start, start + 2_500).map(({ key, kid }, i) => ({
        id: newId("key"),
        kid,
        orgId,
        appId: appIds[(start + i) % APPS] ?? "",
        name: "bench",
        environment: "live" as const,
        secretHash: pepperedHash("key-pepper", key),
        hint: key.slice(-4),
        createdBy: "usr_bench",
      })),
    });
  }
  return made.map(({ key }) => key);
}

function startChild(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await fetch(url).catch(() => null))?.ok) return;
    await pause(100);
  }
  throw new Error(`${url} does not answer.`);
}

/** Until every key was asked for at least once. */
async function warm(port: number, requests: string[]): Promise<void> {
  for (let sent = 0; sent < requests.length * 1.5; ) {
    const { requestsPerSecond, refused } = await loadHttp({
      port,
      requests,
      seconds: 15,
      connections: CONNECTIONS,
    });
    if (refused > 0) throw new Error(`${refused} good keys were refused.`);
    sent += requestsPerSecond * 15;
  }
}

async function measure(edgePort: number, barePort: number, requests: string[]): Promise<void> {
  const bare: Load[] = [];
  const edge: Load[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [port, loads] of [
      [barePort, bare],
      [edgePort, edge],
    ] as const) {
      loads.push(await loadHttp({ port, requests, seconds: SECONDS, connections: CONNECTIONS }));
    }
  }
  const rows = { "bare node:http": summarise(bare), "edge /verify": summarise(edge) };
  const ratio = rows["edge /verify"].requestsPerSecond / rows["bare node:http"].requestsPerSecond;
  const refused = edge.reduce((sum, load) => sum + load.refused, 0);
  console.log(
    `${KEYS} keys, ${ROUNDS} alternating rounds of ${SECONDS} s, ${CONNECTIONS} connections, ${hasWrk ? "wrk" : "own client"}; medians`,
  );
  console.table(rows);
  const holds = ratio >= GOAL && refused === 0;
  console.log(
    JSON.stringify({
      bench: "verify",
      values: {
        keys: KEYS,
        edge: rows["edge /verify"].requestsPerSecond,
        bare: rows["bare node:http"].requestsPerSecond,
        refused,
      },
      ratio: Number(ratio.toFixed(3)),
      goal: GOAL,
      holds,
    }),
  );
}

function summarise(loads: Load[]) {
  const middle = (pick: (load: Load) => number): number =>
    loads.map(pick).sort((a, b) => a - b)[Math.floor(loads.length / 2)] ?? 0;
  return {
    requestsPerSecond: Math.round(middle((load) => load.requestsPerSecond)),
    p50Ms: Number(middle((load) => load.p50Ms).toFixed(2)),
    p99Ms: Number(middle((load) => load.p99Ms).toFixed(2)),
  };
}
