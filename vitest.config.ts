import { defineConfig } from "vitest/config";

const PAGES = "app/**/{_features/*.test.ts,*.page.test.ts}";
/** Two connections at once see only what is committed. */
const COMMITTING = "server/**/at-once.test.ts";
const limits = { pool: "forks", testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    globalSetup: ["server/platform/testing/database.ts"],
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...limits,
          name: "server",
          include: ["{app,server,lib,web,edge,worker,cli,scripts,components,e2e/support}/**/*.test.{ts,tsx}"],
          exclude: [PAGES, COMMITTING, "node_modules/**"],
          execArgv: ["--conditions=react-server"],
        },
      },
      {
        test: {
          ...limits,
          name: "at once",
          include: [COMMITTING],
          execArgv: ["--conditions=react-server"],
          setupFiles: ["server/platform/testing/committed-database.ts"],
        },
      },
      {
        // These render whole pages, for which React wants its ordinary condition; "server-only" throws under it.
        resolve: { alias: { "server-only": `${import.meta.dirname}/node_modules/server-only/empty.js` } },
        test: {
          ...limits,
          name: "pages",
          include: [PAGES],
          setupFiles: ["server/specs/testing/compile-here.ts"],
        },
      },
    ],
  },
});
