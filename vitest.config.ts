import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,server,lib,edge,worker,cli,scripts,components}/**/*.test.{ts,tsx}"],
    globalSetup: ["server/platform/testing/database.ts"],
    pool: "forks",
    execArgv: ["--conditions=react-server"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
