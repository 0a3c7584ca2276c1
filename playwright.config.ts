import { defineConfig } from "@playwright/test";
import { baseUrl } from "./e2e/support/portal.ts";

/** scripts/e2e.ts starts the portal and says where it is; nothing is started here. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  outputDir: ".portico/e2e-results",
  workers: 2,
  fullyParallel: true,
  // One lost race of some hundred journeys fails no release; npm test names it, and it is to be mended. What proves
  // that something can never happen gets no second try: those that run alone, and others by describe.configure.
  retries: 1,
  // Generous: a slow machine is no fault of the product's.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? ([["json"]] as [["json"]]) : [])],
  // What changes the whole portal for a while runs after everything else, by itself.
  projects: [
    { name: "journeys", testIgnore: "*.alone.spec.ts" },
    { name: "alone", testMatch: "*.alone.spec.ts", dependencies: ["journeys"], workers: 1, retries: 0 },
  ],
  use: {
    baseURL: baseUrl(),
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    navigationTimeout: 60_000,
    actionTimeout: 30_000,
    // Pictures of every moment would cost a third of the machine; what the page was stands in the snapshots.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
