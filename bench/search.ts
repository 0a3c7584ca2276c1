// Search while typing, over 100,000 operations of real documents: the web process's whole answer over HTTP, and beside
// it the ranked full-text query that PostgreSQL answers by itself over the same rows.
import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { openTestPortal } from "#scripts/test-portal.ts";

const FOLDER = join(process.cwd(), "..", "shared", "specs");
const FILES = ["github", "stripe", "digitalocean", "twilio", "rebilly", "msgraph"]
  .map((name) => join(FOLDER, `${name}.json`))
  .filter(existsSync);
const GOAL = { operations: 100_000, p95Ms: 100 };
const ROUNDS = 5;
const PATIENCE_MS = 30_000;
const BEST = 10;

/** What people type: beginnings of words, broad words, paths, several words, slips, and what is nowhere. */
const QUERIES: Record<string, string[]> = {
  beginnings: ["li", "lis", "ge", "us", "use", "mes", "pay", "cre", "get u", "list me", "upd", "del"],
  broad: [
    "list",
    "get",
    "get user",
    "user",
    "create",
    "delete",
    "update",
    "id",
    "by id",
    "list all",
    "users",
  ],
  words: [
    "create a customer",
    "list repositories",
    "calendar events",
    "workflow runs",
    "refund",
    "droplet",
    "pull request review",
    "subscription schedules",
    "two factor authentication",
    "invoices",
  ],
  paths: [
    "/users",
    "/users/{user-id}/messages",
    "GET /repos/{owner}/{repo}",
    "/v1/charges",
    "POST /v1/customers",
  ],
  schemas: ["microsoft.graph.user", "issueComment", "payment_intent"],
  slips: ["invioce", "custmer", "repositry", "calender", "list repositores"],
  nowhere: ["zzyzx", "qqqqq list", "xkcdxkcd"],
};

export async function run(): Promise<void> {
  if (FILES.length === 0) {
    console.log(`Nothing to search: ${FOLDER} is absent.`);
    return;
  }
  const portal = await openTestPortal({
    database: "portico_bench_search_web",
    firstPort: 4700,
    isSeeded: false,
  });
  try {
    // The verbs read the environment when they first run, which is after this.
    Object.assign(process.env, portal.env);
    const { fillCatalog } = await import("./support/fill-catalog.ts");
    const operations = await fillCatalog(FILES, GOAL.operations);
    await measure(portal.url, portal.databaseUrl, operations);
  } finally {
    await portal.stop();
  }
}

interface Timed {
  kind: string;
  ours: number[];
  peer: number[];
}

async function measure(base: string, databaseUrl: string, operations: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("VACUUM ANALYZE");
  const kinds: Timed[] = Object.keys(QUERIES).map((kind) => ({ kind, ours: [], peer: [] }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const timed of kinds) {
      for (const q of QUERIES[timed.kind] ?? []) {
        const ours = await timeOf(() => search(base, q));
        const peer = await timeOf(() => plainFullText(client, q));
        if (round === 0) continue; // the first round warms both up
        timed.ours.push(ours);
        timed.peer.push(peer);
      }
    }
  }
  await client.end();
  report(kinds, operations);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function search(base: string, q: string): Promise<void> {
  const response = await fetch(`${base}/api/v1/search?q=${encodeURIComponent(q)}`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!response.ok) throw new Error(`Searching for "${q}" answered ${response.status}.`);
  await response.arrayBuffer();
}

/** What one would write without further thought: every match is ranked, and who may see it is not asked. */
async function plainFullText(client: pg.Client, q: string): Promise<void> {
  const words = q.match(/[\p{L}\p{N}]+/gu) ?? [];
  const tsquery = words.map((word) => `'${word.toLowerCase()}':*`).join(" & ");
  await client.query(
    `SELECT id, title, ts_rank(names, query) AS rank FROM "SearchEntry", to_tsquery('simple', $1) AS query
     WHERE names @@ query ORDER BY rank DESC LIMIT ${BEST}`,
    [tsquery],
  );
}

function report(kinds: Timed[], operations: number): void {
  const all = { ours: kinds.flatMap(({ ours }) => ours), peer: kinds.flatMap(({ peer }) => peer) };
  const row = (times: { ours: number[]; peer: number[] }) => ({
    p50Ms: at(times.ours, 0.5),
    p95Ms: at(times.ours, 0.95),
    plainP50Ms: at(times.peer, 0.5),
    plainP95Ms: at(times.peer, 0.95),
  });
  const table = Object.fromEntries(kinds.map((timed) => [timed.kind, row(timed)]));
  const values = { operations, queries: all.ours.length, ...row(all) };
  console.table({ ...table, all: row(all) });
  console.log(
    JSON.stringify({
      bench: "search",
      values,
      ratio: round(values.p95Ms / Math.max(values.plainP95Ms, 0.01)),
      goal: GOAL,
      holds: operations >= GOAL.operations && values.p95Ms <= GOAL.p95Ms,
    }),
  );
}

function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
