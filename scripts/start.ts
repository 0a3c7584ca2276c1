// npm start: web, edge and worker for production on one machine, against DATABASE_URL. docs/operating.md says how to
// run each by itself.

import { offerSetupLink } from "#server/identity/index.ts";
import { clock } from "#server/platform/clock.ts";
import { closeDb } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { newId } from "#server/platform/ids.ts";
import { buildOnce } from "./build.ts";
import { migrate } from "./migrate.ts";
import { onStop, step } from "./say.ts";
import { supervise } from "./supervise.ts";

onStop(closeDb);
const settings = env();
await step("Bringing the database to the newest schema", () => migrate(settings.DATABASE_URL));
await step("Building the web application, unless that was done", buildOnce);

const flags = ["--disable-warning=ExperimentalWarning", "--conditions=react-server"];
const shared = { NODE_ENV: "production" };
const supervisor = supervise(
  [
    {
      name: "edge",
      args: [...flags, "edge/main.ts"],
      env: shared,
      readyUrl: `http://127.0.0.1:${settings.EDGE_PORT}/readyz`,
    },
    {
      name: "worker",
      args: [...flags, "worker/main.ts"],
      env: shared,
      readyUrl: `http://127.0.0.1:${settings.WORKER_PORT}/readyz`,
    },
    {
      name: "web",
      args: ["--disable-warning=ExperimentalWarning", "web/main.ts"],
      env: shared,
      readyUrl: `http://127.0.0.1:${settings.WEB_PORT}/readyz`,
    },
  ],
  (line) => console.log(line),
);
onStop(() => supervisor.stop());
await step("Starting web, edge and worker", () => supervisor.ready);

const link = await offerSetupLink({
  caller: { kind: "job", name: "start" },
  now: clock.now(),
  requestId: newId("req"),
});
await closeDb();
console.log(`\n  Portico runs at ${settings.PUBLIC_URL}`);
if (link)
  console.log(
    `\n  There is no administrator yet. Open this link once, within a day, to become it:\n  ${link}\n`,
  );
