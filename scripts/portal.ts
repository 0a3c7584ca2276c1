import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threePorts } from "./ports.ts";
import type { ProcessPlan } from "./supervise.ts";

/** What the three processes of one portal share. */
export interface Portal {
  url: string;
  env: Record<string, string>;
  plans: ProcessPlan[];
}

interface Options {
  databaseUrl: string;
  dataDir: string;
  mode: "development" | "production";
  /** The port wanted first; the next two are edge's and worker's. When one is taken, three further on are used. */
  firstPort: number;
  extraEnv?: Record<string, string>;
}

const NODE_FLAGS = ["--disable-warning=ExperimentalWarning", "--conditions=react-server"];

/** Lays out web, edge and worker on this machine: ports, addresses, secret, environment. */
export async function layOutPortal({
  databaseUrl,
  dataDir,
  mode,
  firstPort,
  extraEnv = {},
}: Options): Promise<Portal> {
  const [web, edge, worker] = await threePorts(firstPort);
  if (web !== firstPort)
    console.log(`  Port ${firstPort} or one of the next two is taken; using ${web} to ${worker}.`);
  const url = extraEnv.PUBLIC_URL ?? `http://localhost:${web}`;
  const env: Record<string, string> = {
    NODE_ENV: mode,
    DATABASE_URL: databaseUrl,
    PORTICO_SECRET: keptSecret(dataDir),
    PUBLIC_URL: url,
    EDGE_URL: `http://127.0.0.1:${edge}`,
    WEB_PORT: String(web),
    EDGE_PORT: String(edge),
    WORKER_PORT: String(worker),
    NEXT_TELEMETRY_DISABLED: "1",
    ...extraEnv,
  };
  const webArgs =
    mode === "development"
      ? ["node_modules/next/dist/bin/next", "dev", "-p", String(web)]
      : ["--disable-warning=ExperimentalWarning", "web/main.ts"];
  return {
    url,
    env,
    plans: [
      {
        name: "edge",
        args: [...NODE_FLAGS, "edge/main.ts"],
        env,
        readyUrl: `http://127.0.0.1:${edge}/readyz`,
      },
      {
        name: "worker",
        args: [...NODE_FLAGS, "worker/main.ts"],
        env,
        readyUrl: `http://127.0.0.1:${worker}/readyz`,
      },
      { name: "web", args: webArgs, env, readyUrl: `http://127.0.0.1:${web}/readyz` },
    ],
  };
}

/** The secret of this data folder, made once. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}
