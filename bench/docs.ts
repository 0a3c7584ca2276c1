// Reading three of the largest public documents, each renderer as its makers tell to host it, all in one run: how soon
// the first operation's text can be seen, how soon a deep link to the last one has arrived, and what the page costs.
//
// Everybody gets the same: Chromium anew with empty caches for every visit, 1440 x 900, one machine, loopback
// without throttling (--net MBPS,RTT imitates a network), rounds in turn, medians. Peers are static pages, compressed
// beforehand, the document beside them; Portico is a production portal whose pages are rendered when asked for. On a
// peer's opening page the text of any operation counts, its name in a side navigation does not. A renderer that crashes
// or shows nothing within the limit says so and is not tried again with this document. After --minutes no further visit
// begins. What was not visited says so, and is compared with nothing.
//
// The floor is what a page with exactly this content can reach at all: the article of our own page with its style sheet,
// from the static host, without header, navigation, fonts and script. "With every link" adds a plain list of all
// operations of the document, as a static site generator would. The goal compares with the floor without links.
//
// npm run -s bench -- docs [--rounds 3] [--only github,stripe] [--peers "Redoc 3,Scalar"] [--net 20,40] [--limit 45]
// [--minutes 15]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium } from "#scripts/chromium.ts";
import { type BenchDocument, DOCUMENT_NAMES, isThere, readDocument } from "./support/docs/documents.ts";
import { layFloor } from "./support/docs/floor.ts";
import { installPeers } from "./support/docs/install-peers.ts";
import { type Conditions, type Measured, measurePage, type Visit } from "./support/docs/measure-page.ts";
import { PEERS, type Peer } from "./support/docs/peers.ts";
import { openPortico, type Portico } from "./support/docs/portico.ts";
import { StaticHost, typeOf } from "./support/docs/serve.ts";
import { FLOOR, FLOOR_NAVIGATION, PORTICO, printTable, type Row } from "./support/docs/table.ts";
import { judge } from "./support/docs/verdict.ts";

interface Plan extends Row {
  visit: Visit;
}

export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "3" },
      only: { type: "string", default: DOCUMENT_NAMES.join(",") },
      peers: { type: "string", default: PEERS.map(({ name }) => name).join(",") },
      net: { type: "string" },
      limit: { type: "string", default: "45" },
      minutes: { type: "string", default: "15" },
    },
  });
  const names = DOCUMENT_NAMES.filter((name) => values.only.split(",").includes(name));
  const present = names.filter(isThere);
  for (const name of names) if (!present.includes(name)) console.log(`Left out: ${name}, which is absent.`);
  const executablePath = findChromium();
  if (!executablePath || present.length === 0) {
    console.log(executablePath ? "Nothing to measure." : "Nothing to measure with: no Chromium.");
    return;
  }
  const [mbps, rttMs] = values.net?.split(",").map(Number) ?? [];
  const conditions: Conditions = {
    executablePath,
    limitMs: Number(values.limit) * 1_000,
    ...(mbps && { network: { mbps, rttMs: rttMs ?? 0 } }),
  };
  const wanted = values.peers.split(",").map((name) => name.trim());
  const peers = PEERS.filter(({ name }) => wanted.includes(name));
  const folders = await installPeers(peers);
  const host = new StaticHost();
  const portico = await openPortico();
  try {
    const hostUrl = await host.start();
    const plans: Plan[] = [];
    for (const document of present.map(readDocument)) {
      plans.push(...(await planOurs(document, portico, host, hostUrl)));
      plans.push(...planPeers(document, peers, folders, host, hostUrl));
    }
    const until = performance.now() + Number(values.minutes) * 60_000;
    await measureAll(plans, Number(values.rounds), conditions, until);
    printTable(plans, conditions.limitMs);
    console.log(JSON.stringify({ bench: "docs", ...judge(plans, conditions.limitMs) }));
  } finally {
    await portico.stop();
    await host.stop();
  }
}

async function planOurs(
  document: BenchDocument,
  portico: Portico,
  host: StaticHost,
  hostUrl: string,
): Promise<Plan[]> {
  console.log(`Publishing ${document.name}, ${document.operationCount} operations.`);
  const published = await portico.publish(document);
  for (const other of published.others)
    await (await fetch(other, { headers: { accept: "text/html" } })).arrayBuffer();
  const operations = document.anyText.map((label) => ({ label }));
  const plans: Plan[] = [];
  for (const page of ["first", "last"] as const) {
    const floors = await layFloor(host, `${document.name}-${page}`, published[page], operations);
    const plan = (renderer: string, url: string): Plan => ({
      document: document.name,
      renderer,
      page,
      rounds: [],
      visit: { url, texts: document[page].texts, exclude: "nav", mustBeInView: page === "last" },
    });
    plans.push(
      plan(PORTICO, published[page]),
      plan(FLOOR, hostUrl + floors.article),
      plan(FLOOR_NAVIGATION, hostUrl + floors.withNavigation),
    );
  }
  return plans;
}

function planPeers(
  document: BenchDocument,
  peers: readonly Peer[],
  folders: Map<string, string>,
  host: StaticHost,
  hostUrl: string,
): Plan[] {
  const spec = `/specs/${document.name}.json`;
  host.add(spec, readFileSync(document.file), typeOf(spec));
  return peers.flatMap((peer) => {
    const folder = folders.get(peer.name);
    if (!folder) return [];
    const assets = `/peers/${peer.package}`;
    const path = `/pages/${peer.package}/${document.name}.html`;
    const html = peer.page(spec, assets);
    host.add(path, html, typeOf(path));
    for (const [, file = ""] of html.matchAll(new RegExp(`"${assets}/([^"]+)"`, "g")))
      if (!host.has(`${assets}/${file}`))
        host.add(`${assets}/${file}`, readFileSync(join(folder, file)), typeOf(file));
    return (["first", "last"] as const).map((page): Plan => {
      const isOpening = page === "first" && peer.opensWithOperations;
      const texts = isOpening ? document.anyText : document[page].texts;
      const url = hostUrl + path + (isOpening ? "" : peer.link(document[page], document));
      const visit: Visit = { url, texts, exclude: peer.exclude, mustBeInView: page === "last" };
      return { document: document.name, renderer: peer.name, page, rounds: [], visit };
    });
  });
}

/** In turn, so that a busy moment of the machine meets everybody. */
async function measureAll(
  plans: Plan[],
  rounds: number,
  conditions: Conditions,
  until: number,
): Promise<void> {
  const failed = new Set<string>();
  for (let round = 1; round <= rounds; round++)
    for (const { visit, rounds: seen, document, renderer, page } of plans) {
      const who = `${document} ${renderer}`;
      if (failed.has(who)) continue;
      if (performance.now() > until) return console.log("The time is up; no further visit begins.");
      const measured = await measurePage(visit, conditions).catch((error: unknown): Measured => {
        console.log(`  ${String(error).split("\n")[0]}`);
        return { outcome: "crashed", textMs: null };
      });
      seen.push(measured);
      if (measured.outcome !== "shown") failed.add(who);
      console.log(
        `round ${round}  ${document}  ${page.padEnd(5)}  ${renderer.padEnd(26)}  ${words(measured)}`,
      );
    }
}

function words(measured: Measured): string {
  if (measured.outcome === "shown") return `${Math.round(measured.textMs)} ms`;
  return measured.outcome === "never" ? "did not show in time" : "crashed";
}
