import { type CDPSession, chromium, type Page } from "playwright-core";
import { type ProbePlan, type ProbeState, probe } from "./probe.ts";

export interface Visit extends ProbePlan {
  url: string;
  /** A deep link has arrived when its operation stands inside the window; an opening page when it is anywhere. */
  mustBeInView: boolean;
}

export interface Conditions {
  executablePath: string;
  /** After this long without the text a page counts as never showing it. */
  limitMs: number;
  /** Megabits per second and milliseconds of a network to imitate; the bare loopback without. */
  network?: { mbps: number; rttMs: number };
}

export type Seen = { outcome: "shown"; textMs: number } & Costs;
export type Measured = Seen | { outcome: "never" | "crashed"; textMs: null };

export interface Costs {
  kb: number;
  requests: number;
  heapMb: number;
  longTasks: number;
  longTasksMs: number;
  nodes: number;
  layoutShift: number;
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing may come from elsewhere: a renderer that wants fonts or beacons gets them refused at once.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];
/** A page is done when nothing has happened for this long after its text, or after the longer time at most. */
const QUIET_MS = 700;
const MOST_SETTLING_MS = 8_000;
/** A browser that was just started is still busy with itself. */
const WARM_UP_MS = 300;
const ANSWER_MS = 5_000;

/** Opens an address in a browser of its own, with nothing in its caches, and watches until the text stands there. */
export async function measurePage(visit: Visit, conditions: Conditions): Promise<Measured> {
  const browser = await chromium.launch({ executablePath: conditions.executablePath, args: FLAGS });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const crash = new Promise<"crashed">((crashed) => page.once("crash", () => crashed("crashed")));
    const cdp = await context.newCDPSession(page);
    const traffic = await listen(cdp, conditions);
    await page.addInitScript(probe, { texts: visit.texts, exclude: visit.exclude });
    await pause(WARM_UP_MS);
    const state = await Promise.race([watch(page, visit, conditions.limitMs), crash]);
    if (state === "crashed") return { outcome: "crashed", textMs: null };
    const textMs = textTime(state, visit);
    if (!state || textMs === null) return { outcome: "never", textMs: null };
    return { outcome: "shown", textMs, ...(await costsOf(cdp, state)), ...traffic };
  } finally {
    await inTime(browser.close(), ANSWER_MS);
  }
}

async function listen(cdp: CDPSession, { network }: Conditions): Promise<{ kb: number; requests: number }> {
  const traffic = { kb: 0, requests: 0 };
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
    traffic.kb += encodedDataLength / 1024;
    traffic.requests++;
  });
  await cdp.send("Network.enable");
  await cdp.send("Performance.enable");
  if (network) {
    const bytesPerSecond = (network.mbps * 1e6) / 8;
    await cdp.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: network.rttMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
  }
  return traffic;
}

function textTime(state: ProbeState | null, { mustBeInView }: Visit): number | null {
  if (!state) return null;
  return mustBeInView ? state.inViewMs : state.shownMs;
}

/** The last state heard of; a frozen tab says nothing, and its time runs out. */
async function watch(page: Page, visit: Visit, limitMs: number): Promise<ProbeState | null> {
  const startedAt = performance.now();
  let state: ProbeState | null = null;
  page.goto(visit.url, { waitUntil: "commit", timeout: limitMs }).catch(() => undefined);
  let shownAt = 0;
  while (performance.now() - startedAt < limitMs || shownAt) {
    await pause(100);
    const heard = await inTime(
      page.evaluate(() => window.docsProbe?.() ?? null),
      ANSWER_MS,
    );
    if (!heard) {
      if (shownAt && performance.now() - shownAt > MOST_SETTLING_MS) break;
      continue;
    }
    state = heard;
    if (textTime(state, visit) === null) continue;
    shownAt ||= performance.now();
    const isQuiet = state.nowMs - Math.max(state.lastActivityMs, textTime(state, visit) ?? 0) > QUIET_MS;
    if (isQuiet || performance.now() - shownAt > MOST_SETTLING_MS) break;
  }
  const textMs = textTime(state, visit);
  return textMs !== null && textMs <= limitMs ? state : null;
}

async function costsOf(cdp: CDPSession, state: ProbeState): Promise<Omit<Costs, "kb" | "requests">> {
  const answer = await inTime(cdp.send("Performance.getMetrics"), ANSWER_MS);
  const metrics = new Map(answer?.metrics.map(({ name, value }) => [name, value]));
  return {
    heapMb: (metrics.get("JSHeapUsedSize") ?? 0) / 2 ** 20,
    nodes: metrics.get("Nodes") ?? 0,
    longTasks: state.longTasks,
    longTasksMs: state.longTasksMs,
    layoutShift: state.layoutShift,
  };
}

/** The value, or null when it does not come in time or the page behind it is gone. */
function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return Promise.race([work.catch(() => null), pause(ms).then(() => null)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
