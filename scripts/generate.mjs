// Generates the Prisma client. `prisma generate` needs no engine, but looks for one and would download it:
// naming any existing executable keeps it off the network.
import { spawnSync } from "node:child_process";

const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
  stdio: ["ignore", "pipe", "pipe"],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});
if (run.status !== 0) {
  process.stderr.write(run.stdout);
  process.stderr.write(run.stderr);
  process.exit(run.status ?? 1);
}
