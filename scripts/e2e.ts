// npm run e2e: one build, one database with demo data, one set of servers, all journeys.
import { readFile } from "node:fs/promises";
import type { Counts } from "./checks.ts";
import { findChromium } from "./chromium.ts";
import { freePort } from "./ports.ts";
import { run, step } from "./say.ts";
import { forgetSecrets, scanForSecrets } from "./scan-secrets.ts";
import { openTestPortal } from "./test-portal.ts";

const REPORT = ".portico/e2e-report.json";

interface Journeys {
  code: number;
  counts: Counts;
  /** What could not run here, and why; what did not hold at once. */
  notices: string[];
  /** Where each failed journey stands, and its title. */
  failures: string[];
}

/** Starts a fresh portal with demo data and runs the browser journeys against it. */
export async function runJourneys(args: string[]): Promise<Journeys> {
  const chromium = await step("Finding a Chromium", findChromium);
  if (!chromium) {
    console.error("✗ There is no Chromium and none could be installed. Install one, or set CHROMIUM_PATH.");
    return {
      code: 1,
      counts: { passed: 0, failed: 0, skipped: 0 },
      notices: ["skipped: browser journeys (no Chromium)"],
      failures: [],
    };
  }
  // Where the portal looks for DNS records; the journey that needs some starts a name service there.
  const dnsPort = String(await freePort());
  const portal = await openTestPortal({
    database: "portico_e2e",
    firstPort: 4400,
    isSeeded: true,
    extraEnv: { DNS_SERVERS: `127.0.0.1:${dnsPort}` },
  });
  try {
    await forgetSecrets();
    const code = await step("Browser journeys (Playwright)", () =>
      run(
        ["node_modules/@playwright/test/cli.js", "test", ...args, ...(args.length > 0 ? ["--no-deps"] : [])],
        {
          CHROMIUM_PATH: chromium,
          E2E_BASE_URL: portal.url,
          E2E_DATABASE_URL: portal.databaseUrl,
          E2E_DNS_PORT: dnsPort,
          PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
        },
      ),
    );
    if (code !== 0) console.log(`\nThe servers' last words:\n${portal.output.slice(-60).join("\n")}`);
    const { looked, found } = await step("Looking for the run's secrets", () =>
      scanForSecrets(portal.databaseUrl, portal.output),
    );
    for (const place of found) console.error(`✗ The run left ${place}.`);
    console.log(`${looked} secrets of the run looked for in the database and the logs.`);
    return { code: code || (found.length > 0 ? 1 : 0), ...(await readReport()) };
  } finally {
    await portal.stop();
  }
}

interface Spec {
  title: string;
  file: string;
  line: number;
  ok: boolean;
  tests: { status: string }[];
}

interface Suite {
  suites?: Suite[];
  specs?: Spec[];
}

async function readReport(): Promise<{ counts: Counts; notices: string[]; failures: string[] }> {
  const report: {
    stats?: { expected?: number; flaky?: number; unexpected?: number; skipped?: number };
    suites?: Suite[];
  } = JSON.parse(await readFile(REPORT, "utf8").catch(() => "{}"));
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report.stats ?? {};
  return {
    counts: { passed: expected + flaky, failed: unexpected, skipped },
    notices: [
      ...(skipped ? [`skipped: ${skipped} browser journeys`] : []),
      ...named(report.suites ?? [], ({ tests }) => tests.some(({ status }) => status === "flaky")).map(
        (journey) => `passed only when tried again, to be mended: ${journey}`,
      ),
    ],
    failures: named(report.suites ?? [], ({ ok }) => !ok),
  };
}

function named(suites: Suite[], isMeant: (spec: Spec) => boolean): string[] {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).filter(isMeant).map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...named(suite.suites ?? [], isMeant),
  ]);
}

if (import.meta.main) process.exit((await runJourneys(process.argv.slice(2))).code);
