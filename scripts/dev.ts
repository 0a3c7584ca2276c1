// npm run dev: the three processes from source, on a database of their own below .portico/.
import { mkdirSync, writeFileSync } from "node:fs";
import { migrate } from "./migrate.ts";
import { layOutPortal } from "./portal.ts";
import { ensureDatabase, startPostgres } from "./postgres.ts";
import { onStop } from "./say.ts";
import { supervise } from "./supervise.ts";

const DATA = ".portico";
mkdirSync(DATA, { recursive: true });
const postgres = await startPostgres({ dataDir: `${DATA}/postgres` });
onStop(() => postgres.stop());
const databaseUrl = process.env.DATABASE_URL ?? (await ensureDatabase(postgres, "portico_dev"));
await migrate(databaseUrl);
const portal = await layOutPortal({
  databaseUrl,
  dataDir: DATA,
  mode: "development",
  firstPort: 4000,
  extraEnv: { DEV_MAIL: "1", OUTBOUND_ALLOW: "localhost,127.0.0.1" },
});
// For tools that want to reach the same database; readable by the owner alone, since it holds the secret.
const lines = Object.entries(portal.env).map(([name, value]) => `${name}=${value}`);
writeFileSync(`${DATA}/dev.env`, `${lines.join("\n")}\n`, { mode: 0o600 });

const supervisor = supervise(portal.plans, (line) => console.log(line));
onStop(() => supervisor.stop());
// A process that does not start is one being worked on: its next start may succeed.
const isReady = await supervisor.ready.then(
  () => true,
  () => false,
);
console.log(
  `\nPortico (development) ${isReady ? "runs" : "is not complete yet, but answers"} at ${portal.url}\n`,
);
