// npm run verify: everything that needs no browser.
import { runChecks, runUnitTests } from "./checks.ts";

const failed = await runChecks();
const unit = await runUnitTests();
if (unit.code !== 0) failed.push("Unit and integration tests");
console.log(failed.length ? `\n✗ Failed: ${failed.join(", ")}` : "\n✓ Everything holds.");
process.exit(failed.length ? 1 : 0);
