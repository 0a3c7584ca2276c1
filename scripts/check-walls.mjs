// npm run walls: dependency-cruiser, and a check that it saw the tree at all: with a TypeScript it does not know
// it would find no module, and pass.
import { spawnSync } from "node:child_process";

const FEWEST_MODULES = 150;
const folders = ["app", "components", "server", "lib", "web", "edge", "worker", "cli", "proxy.ts"];
const run = spawnSync(
  process.execPath,
  ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", ...folders, "--output-type", "json"],
  {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  },
);
if (!run.stdout) {
  console.error(run.stderr);
  process.exit(1);
}
const { summary } = JSON.parse(run.stdout);
for (const violation of summary.violations) {
  const way = violation.via ?? violation.cycle;
  console.error(
    `✗ ${violation.rule.name}: ${violation.from} → ${violation.to}${way ? ` (by way of ${way.map((stop) => stop.name ?? stop).join(" → ")})` : ""}`,
  );
}
if (summary.totalCruised < FEWEST_MODULES) {
  console.error(`✗ Only ${summary.totalCruised} modules were seen; the walls were not checked.`);
  process.exit(1);
}
console.log(
  `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} violations`,
);
process.exit(summary.violations.length ? 1 : 0);
