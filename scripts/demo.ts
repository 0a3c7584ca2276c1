// npm run demo: everything on this machine, with demo data. A second run keeps the data and is quick.
import { DEMO_PASSWORD, PEOPLE } from "#e2e/support/people.ts";
import { buildOnce } from "./build.ts";
import { migrate } from "./migrate.ts";
import { layOutPortal } from "./portal.ts";
import { ensureDatabase, startPostgres } from "./postgres.ts";
import { onStop, run, ScriptFault, step } from "./say.ts";
import { supervise } from "./supervise.ts";

const DATA = process.env.PORTICO_DATA ?? ".portico/demo";

const postgres = await step("Starting PostgreSQL", () => startPostgres({ dataDir: `${DATA}/postgres` }));
onStop(() => postgres.stop());
const databaseUrl = await ensureDatabase(postgres, "portico_demo");
await step("Bringing the database to the newest schema", () => migrate(databaseUrl));
const portal = await layOutPortal({
  databaseUrl,
  dataDir: DATA,
  mode: "production",
  firstPort: Number(process.env.PORT ?? 4000),
  extraEnv: { DEV_MAIL: "1", OUTBOUND_ALLOW: "localhost,127.0.0.1", LOG_LEVEL: "warn" },
});
const seeded = await step("Adding demo data", () =>
  run(["--disable-warning=ExperimentalWarning", "--conditions=react-server", "prisma/seed.ts"], portal.env),
);
if (seeded !== 0) throw new ScriptFault("The demo data could not be added; what is printed above says why.");
await step("Building the web application (about a minute the first time)", buildOnce);

const supervisor = supervise(portal.plans, (line) => console.log(line));
onStop(() => supervisor.stop());
await step("Starting web, edge and worker", () => supervisor.ready);

const width = Math.max(...PEOPLE.map((person) => person.email.length));
console.log(`
  Portico runs at  ${portal.url}
  Mails it sends   ${portal.url}/dev/mail

  Demo sign-ins, all with the password  ${DEMO_PASSWORD}
${PEOPLE.map((person) => `    ${person.email.padEnd(width)}  ${person.title}`).join("\n")}

  ✓ Ready. Ctrl-C stops everything; the data stays in ${DATA}.
`);
