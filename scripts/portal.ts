import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { freePort } from "./postgres.ts";
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
  /** The port wanted first; the next two are edge's and worker's. Taken ones are replaced by free ones. */
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
  const web = await portNear(firstPort);
  const edge = await portNear(firstPort + 1);
  const worker = await portNear(firstPort + 2);
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
  const next = "node_modules/next/dist/bin/next";
  const webArgs =
    mode === "development" ? [next, "dev", "-p", String(web)] : [next, "start", "-p", String(web)];
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

function portNear(wanted: number): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", () => freePort().then(done, failed));
    probe.listen(wanted, () => probe.close(() => done(wanted)));
  });
}
