// What one operation's page costs a reader and the server: compressed HTML, JavaScript beyond Next's own runtime, and
// server time against a bare node:http server that answers the same bytes, on GitHub's largest operation.
import { existsSync, readFileSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { openTestPortal } from "#scripts/test-portal.ts";

const FILE = join(process.cwd(), "..", "shared", "specs", "github.json");
const GOAL = { htmlKb: 60, scriptKb: 40, p95Ms: 50 };
const ROUNDS = 5;
const REQUESTS = 60;
const WARM_UP = 40;
/** One answer may take this long before the benchmark gives up. */
const PATIENCE_MS = 30_000;
/** A browser asks for a document, and gets its markup once; anything else gets React's copy as well. */
const AS_BROWSER = { accept: "text/html" };
/** Of this many operations with the longest compiled rows, the one with the longest page is measured. */
const CANDIDATES = 12;

interface Target {
  base: string;
  paths: string[];
  stop: () => Promise<void>;
}

/** `--base URL --path PATH` measures a page of a portal that already runs; otherwise one is built and filled. */
export async function run(args: string[] = []): Promise<void> {
  const base = optionOf(args, "--base");
  if (!base && !existsSync(FILE)) {
    console.log(`Nothing to measure: ${FILE} is absent. Name a running page with --base and --path.`);
    return;
  }
  const target: Target = base
    ? { base, paths: [optionOf(args, "--path") ?? "/apis"], stop: async () => {} }
    : await openWithGitHub();
  try {
    await measure(target);
  } finally {
    await target.stop();
  }
}

function optionOf(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

async function openWithGitHub(): Promise<Target> {
  const portal = await openTestPortal({
    database: "portico_bench_operation_page_web",
    firstPort: 4600,
    isSeeded: false,
  });
  // The verbs read the environment when they first run, which is after this.
  Object.assign(process.env, portal.env);
  const { heaviestOperations, publishForBench } = await import("./support/publish-for-bench.ts");
  const { slug, version, documentId } = await publishForBench(FILE);
  const keys = await heaviestOperations(documentId, CANDIDATES);
  return {
    base: portal.url,
    paths: keys.map((key) => `/apis/${slug}/v/${version}/operations/${encodeURIComponent(key)}`),
    stop: () => portal.stop(),
  };
}

async function measure({ base, paths }: Target): Promise<void> {
  const pages: { path: string; html: Buffer; gzip: number }[] = [];
  for (const path of paths) {
    const response = await fetch(base + path, {
      headers: AS_BROWSER,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    const html = Buffer.from(await response.arrayBuffer());
    pages.push({ path, html, gzip: gzipSync(html).byteLength });
  }
  const largest = pages.sort((a, b) => b.gzip - a.gzip)[0];
  if (!largest) throw new Error("There is no page to measure.");
  const scripts = await scriptBytes(base, largest.html.toString());
  const floorServer = createServer((_, response) => response.end(largest.html)).listen(0, "127.0.0.1");
  await new Promise((done) => floorServer.once("listening", done));
  const { port } = floorServer.address() as AddressInfo; // a TCP server's address is never a string
  const [ours, floor] = await rounds([base + largest.path, `http://127.0.0.1:${port}/`]);
  floorServer.close();
  if (!ours || !floor) throw new Error("Nothing was timed.");

  const values = {
    page: largest.path,
    htmlBytes: largest.html.byteLength,
    htmlGzipKb: kb(largest.gzip),
    htmlBrotliKb: kb(brotliCompressSync(largest.html).byteLength),
    scriptGzipKb: kb(scripts.all),
    scriptBeyondNextKb: kb(scripts.all - scripts.framework),
    p50Ms: ours.p50,
    p95Ms: ours.p95,
    floorP50Ms: floor.p50,
    floorP95Ms: floor.p95,
  };
  const holds =
    values.htmlGzipKb < GOAL.htmlKb && values.scriptBeyondNextKb < GOAL.scriptKb && values.p95Ms < GOAL.p95Ms;
  console.table(values);
  console.log(
    JSON.stringify({
      bench: "operation-page",
      values,
      ratio: round(ours.p95 / Math.max(floor.p95, 0.01)),
      goal: GOAL,
      holds,
    }),
  );
}

/** Modern browsers' scripts, gzip; `framework` is what every page of this Next carries. */
async function scriptBytes(base: string, html: string): Promise<{ all: number; framework: number }> {
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? [];
  const sources = tags
    .filter((tag) => !/nomodule/i.test(tag))
    .map((tag) => /src="([^"]*)"/.exec(tag)?.[1] ?? "");
  const manifest: { rootMainFiles: string[] } = JSON.parse(readFileSync(".next/build-manifest.json", "utf8"));
  let all = 0;
  let framework = 0;
  for (const source of new Set(sources)) {
    const bytes = gzipSync(Buffer.from(await (await fetch(new URL(source, base))).arrayBuffer())).byteLength;
    all += bytes;
    if (manifest.rootMainFiles.some((file) => source.split("?")[0]?.endsWith(file))) framework += bytes;
  }
  return { all, framework };
}

interface Times {
  p50: number;
  p95: number;
}

/** The pages in turn, so that a busy moment of the machine meets all of them; of each the median of its rounds. */
async function rounds(urls: string[]): Promise<Times[]> {
  for (const url of urls) await timings(url, WARM_UP);
  const all = urls.map((): Times[] => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, url] of urls.entries()) all[i]?.push(await timings(url, REQUESTS));
  return all.map((times) => ({ p50: median(times, "p50"), p95: median(times, "p95") }));
}

function median(times: Times[], part: keyof Times): number {
  const sorted = times.map((one) => one[part]).sort((a, b) => a - b);
  return round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

/** One after another over a kept connection, uncompressed, so that it is the server's work that is timed. */
async function timings(url: string, count: number): Promise<Times> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await answered(url, agent);
    times.push(performance.now() - startedAt);
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

function answered(url: string, agent: Agent): Promise<void> {
  return new Promise((done, failed) => {
    const headers = { ...AS_BROWSER, "accept-encoding": "identity" };
    request(url, { agent, headers, signal: AbortSignal.timeout(PATIENCE_MS) }, (response) => {
      if (response.statusCode !== 200) failed(new Error(`${url} answered ${response.statusCode}.`));
      response.resume().once("end", done);
    })
      .once("error", failed)
      .end();
  });
}

function kb(bytes: number): number {
  return round(bytes / 1024);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
