import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compressStatic } from "./compress-static.ts";
import { ScriptFault } from "./say.ts";

const SOURCES = [
  "app",
  "components",
  "server",
  "lib",
  "prisma/schema",
  "public",
  "next.config.ts",
  "proxy.ts",
  "instrumentation-client.ts",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];
const STAMP = ".next/portico-build";

/** Builds web unless the last build was of the very same sources. Returns whether it built. */
export async function buildOnce(): Promise<boolean> {
  const wanted = sourcesHash();
  if (existsSync(STAMP) && existsSync(".next/BUILD_ID") && readFileSync(STAMP, "utf8") === wanted)
    return false;
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...buildEnv(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const end = (): boolean => child.kill();
  process.once("exit", end);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number>((done) => child.once("close", (status) => done(status ?? 1)));
  process.off("exit", end);
  if (code !== 0) throw new ScriptFault(`next build failed.\n${Buffer.concat(said).toString()}`);
  await compressStatic(".next/static");
  writeFileSync(STAMP, wanted);
  return true;
}

/** A build reads no secret and no database, but the environment's schema wants its required members. */
function buildEnv(): Record<string, string> {
  return {
    DATABASE_URL: "postgresql://build@127.0.0.1:1/build",
    PORTICO_SECRET: "only-while-building-never-while-running",
    PUBLIC_URL: "http://localhost",
  };
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else if (!/\.test\.tsx?$/.test(path)) hash.update(path).update(readFileSync(path));
  };
  for (const source of SOURCES) add(source);
  return hash.digest("hex");
}

if (import.meta.main) console.log((await buildOnce()) ? "Built." : "The build is up to date.");
