// Publishing GitHub's 13 MB document against linting it alone, in the same run: compiled, stored and readable in at
// most twice the time that @redocly/openapi-core's lint takes.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const ROUNDS = 5;
const GOAL = 2;
const MAX_MEMORY_MB = 1_536;
const FILE = join(process.cwd(), "..", "shared", "specs", "github.json");

interface Round {
  ms: number;
  peakMb: number;
}

const execute = promisify(execFile);

/** Each round is a process of its own, so that neither warms up nor burdens the other. */
async function runRound(kind: "lint" | "publish"): Promise<Round> {
  const { stdout } = await execute(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--conditions=react-server",
      join("bench", "support", "publish-round.ts"),
      kind,
      FILE,
    ],
    { env: process.env, maxBuffer: 10_000_000 },
  );
  const result: Round = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}");
  return result;
}

export async function run(): Promise<void> {
  if (!existsSync(FILE)) {
    console.log(`Nothing to measure: ${FILE} is absent.`);
    return;
  }
  const lint: Round[] = [];
  const publish: Round[] = [];
  console.log("round        lint     publish   ratio   publish's peak memory");
  for (let i = 1; i <= ROUNDS; i++) {
    const baseline = await runRound("lint");
    const ours = await runRound("publish");
    lint.push(baseline);
    publish.push(ours);
    console.log(
      `${i}      ${seconds(baseline.ms)}     ${seconds(ours.ms)}    ${(ours.ms / baseline.ms).toFixed(2)}    ${Math.round(ours.peakMb)} MB`,
    );
  }
  const lintMs = median(lint.map((round) => round.ms));
  const publishMs = median(publish.map((round) => round.ms));
  const peakMb = Math.max(...publish.map((round) => round.peakMb));
  const ratio = publishMs / lintMs;
  console.log(
    `median ${seconds(lintMs)}     ${seconds(publishMs)}    ${ratio.toFixed(2)}    ${Math.round(peakMb)} MB at most`,
  );
  const values = {
    lintMs: Math.round(lintMs),
    publishMs: Math.round(publishMs),
    peakMb: Math.round(peakMb),
    maxPeakMb: MAX_MEMORY_MB,
  };
  const holds = ratio <= GOAL && peakMb < MAX_MEMORY_MB;
  console.log(
    JSON.stringify({ bench: "publish", values, ratio: Number(ratio.toFixed(3)), goal: GOAL, holds }),
  );
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`.padStart(8);
}
