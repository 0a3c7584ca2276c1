// npm test: all that `verify` does, then the journeys in a browser.
import { runChecks, runUnitTests } from "./checks.ts";
import { runJourneys } from "./e2e.ts";

const startedAt = performance.now();
const failed = await runChecks();
const unit = await runUnitTests();
if (unit.code !== 0) failed.push("Unit and integration tests");
const journeys = await runJourneys(process.argv.slice(2));
if (journeys.code !== 0) failed.push("Browser journeys");

const sum = (name: "passed" | "failed" | "skipped"): number => unit.counts[name] + journeys.counts[name];
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
for (const notice of journeys.notices) console.log(`  ${notice}`);
for (const failure of journeys.failures) console.log(`  failed: ${failure}`);
console.log(
  failed.length
    ? `\n✗ Failed after ${minutes} min: ${failed.join(", ")}`
    : `\n✓ Everything holds, after ${minutes} min.`,
);
console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exit(failed.length ? 1 : 0);
