#!/usr/bin/env node
// The command itself is TypeScript, which Node runs from version 22.18 on; where Node is older, the package "node" brings one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const runsTypeScript = major > 22 || (major === 22 && minor >= 18);
const brought = join(here, "..", "node_modules", ".bin", "node");
if (!runsTypeScript && !existsSync(brought)) {
  console.error(`portico needs Node 22.18 or newer; this is ${process.versions.node}.`);
  process.exit(70);
}
if (runsTypeScript) {
  // In this very process, since starting another one takes longer than the command; Node's word that it strips types is no news.
  process.removeAllListeners("warning");
  await import("./main.ts");
} else {
  const run = spawnSync(
    brought,
    ["--disable-warning=ExperimentalWarning", join(here, "main.ts"), ...process.argv.slice(2)],
    { stdio: "inherit" },
  );
  process.exit(run.status ?? 70);
}
