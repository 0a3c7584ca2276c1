// npm run e2e: one build, one database with demo data, one set of servers, all journeys.
import { readFile } from "node:fs/promises";
import pg from "pg";
import { buildOnce } from "./build.ts";
import type { Counts } from "./checks.ts";
import { findChromium } from "./chromium.ts";
import { migrate } from "./migrate.ts";
import { layOutPortal } from "./portal.ts";
import { ensureDatabase, startPostgres } from "./postgres.ts";
import { run, step } from "./say.ts";
import { supervise } from "./supervise.ts";

const DATABASE = "portico_e2e";
const REPORT = ".portico/e2e-report.json";

interface Journeys {
  code: number;
  counts: Counts;
  /** What could not run here, and why. */
  notices: string[];
}

/** Starts a fresh portal with demo data and runs the browser journeys against it. */
export async function runJourneys(args: string[]): Promise<Journeys> {
  const chromium = await step("Finding a Chromium", findChromium);
  if (!chromium) {
    console.error("✗ There is no Chromium and none could be installed. Install one, or set CHROMIUM_PATH.");
    return {
      code: 1,
      counts: { passed: 0, failed: 0, skipped: 0 },
      notices: ["browser journeys (no Chromium)"],
    };
  }
  await step("Building the web application", buildOnce);
  const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
  const output: string[] = [];
  let supervisor: ReturnType<typeof supervise> | undefined;
  const stopAll = async (): Promise<void> => {
    await supervisor?.stop();
    await postgres.stop();
  };
  process.once("SIGINT", () => void stopAll().finally(() => process.exit(130)));
  process.once("SIGTERM", () => void stopAll().finally(() => process.exit(143)));
  try {
    await dropDatabase(postgres.url("postgres"));
    const databaseUrl = await ensureDatabase(postgres, DATABASE);
    await migrate(databaseUrl);
    const portal = await layOutPortal({
      databaseUrl,
      dataDir: ".portico/e2e",
      mode: "production",
      firstPort: 4400,
      extraEnv: { DEV_MAIL: "1", OUTBOUND_ALLOW: "localhost,127.0.0.1", LOG_LEVEL: "info" },
    });
    const flags = ["--disable-warning=ExperimentalWarning", "--conditions=react-server"];
    const seeded = await step("Adding demo data", () =>
      run([...flags, "prisma/seed.ts"], { ...portal.env, LOG_LEVEL: "warn" }),
    );
    if (seeded !== 0) throw new Error("The demo data could not be added.");
    supervisor = supervise(portal.plans, (line) => output.push(line));
    await step("Starting web, edge and worker", () => supervisor?.ready);
    const code = await step("Browser journeys (Playwright)", () =>
      run(["node_modules/@playwright/test/cli.js", "test", ...args], {
        CHROMIUM_PATH: chromium,
        E2E_BASE_URL: portal.url,
        E2E_DATABASE_URL: databaseUrl,
        PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
      }),
    );
    if (code !== 0) console.log(`\nThe servers' last words:\n${output.slice(-60).join("\n")}`);
    return { code, ...(await readReport()) };
  } finally {
    await stopAll();
  }
}

async function dropDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await client.end();
}

async function readReport(): Promise<{ counts: Counts; notices: string[] }> {
  const report: { stats?: { expected?: number; flaky?: number; unexpected?: number; skipped?: number } } =
    JSON.parse(await readFile(REPORT, "utf8").catch(() => "{}"));
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report.stats ?? {};
  return {
    counts: { passed: expected + flaky, failed: unexpected, skipped },
    notices: skipped ? [`${skipped} browser journeys`] : [],
  };
}

if (import.meta.main) process.exit((await runJourneys(process.argv.slice(2))).code);
