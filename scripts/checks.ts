// The checks that `npm run verify` and `npm test` share.
import { run, step } from "./say.ts";

const CHECKS: [title: string, args: string[]][] = [
  ["Format and lint (Biome)", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
  ["Types (TypeScript, strict)", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]],
  ["Walls (dependency-cruiser)", ["scripts/check-walls.mjs"]],
  ["Dead code (knip)", ["node_modules/knip/bin/knip.js"]],
];

/** Runs every static check, all of them even when one fails; returns the titles of those that failed. */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const [title, args] of CHECKS) {
    if ((await step(title, () => run(args))) !== 0) failed.push(title);
  }
  return failed;
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Unit and integration tests, on a real PostgreSQL. */
export async function runUnitTests(): Promise<{ code: number; counts: Counts }> {
  const report = ".portico/unit-report.json";
  const code = await step("Unit and integration tests (Vitest, real PostgreSQL)", () =>
    run([
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ]),
  );
  return { code, counts: await readUnitReport(report) };
}

async function readUnitReport(file: string): Promise<Counts> {
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(file, "utf8").catch(() => "{}");
  const report: Record<string, unknown> = JSON.parse(text);
  const count = (name: string): number => (typeof report[name] === "number" ? report[name] : 0);
  return {
    passed: count("numPassedTests"),
    failed: count("numFailedTests"),
    skipped: count("numPendingTests") + count("numTodoTests"),
  };
}
