import pg from "pg";
import { buildOnce } from "./build.ts";
import { migrate } from "./migrate.ts";
import { layOutPortal } from "./portal.ts";
import { ensureDatabase, startPostgres } from "./postgres.ts";
import { onStop, run, step } from "./say.ts";
import { supervise } from "./supervise.ts";

export interface TestPortal {
  url: string;
  databaseUrl: string;
  env: Record<string, string>;
  /** What the processes printed. */
  output: string[];
  stop(): Promise<void>;
}

interface Options {
  database: string;
  firstPort: number;
  /** Adds the demo data. */
  isSeeded: boolean;
  extraEnv?: Record<string, string>;
}

/** A production build of the portal with a database of its own, made anew: what journeys and benchmarks run against. */
export async function openTestPortal({
  database,
  firstPort,
  isSeeded,
  extraEnv,
}: Options): Promise<TestPortal> {
  await step("Building the web application", buildOnce);
  const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
  const output: string[] = [];
  let supervisor: ReturnType<typeof supervise> | undefined;
  const stop = async (): Promise<void> => {
    await supervisor?.stop();
    await postgres.stop();
  };
  onStop(stop, 130);
  try {
    const databaseUrl = await freshDatabase(postgres, database);
    const portal = await layOutPortal({
      databaseUrl,
      dataDir: ".portico/e2e",
      mode: "production",
      firstPort,
      extraEnv: { DEV_MAIL: "1", OUTBOUND_ALLOW: "localhost,127.0.0.1", LOG_LEVEL: "info", ...extraEnv },
    });
    if (isSeeded) await seed(portal.env);
    supervisor = supervise(portal.plans, (line) => output.push(line));
    await step("Starting web, edge and worker", () => supervisor?.ready);
    return { url: portal.url, databaseUrl, env: portal.env, output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An empty database of that name with the newest schema. */
export async function freshDatabase(
  postgres: Awaited<ReturnType<typeof startPostgres>>,
  name: string,
): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  await client.end();
  const url = await ensureDatabase(postgres, name);
  await migrate(url);
  return url;
}

async function seed(env: Record<string, string>): Promise<void> {
  const flags = ["--disable-warning=ExperimentalWarning", "--conditions=react-server"];
  const code = await step("Adding demo data", () =>
    run([...flags, "prisma/seed.ts"], { ...env, LOG_LEVEL: "warn" }),
  );
  if (code !== 0) throw new Error("The demo data could not be added.");
}
