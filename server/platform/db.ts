import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { type Prisma, PrismaClient } from "#prisma/generated/client.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";

/** A transaction, or the client itself: whatever a query can run on. */
export type Tx = Prisma.TransactionClient;

declare global {
  /** Kept across hot reloads in development, so that connections are not opened anew with each. */
  var porticoDb: PrismaClient | undefined;
}

/** A client of its own for one address; `query_timeout` because a half-open connection would hang for ever. */
export function createDb(url: string, poolSize: number): PrismaClient {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    query_timeout: 30_000,
    statement_timeout: 30_000,
    keepAlive: true,
  });
  // A connection lost between two queries has no other listener for a moment, and would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 60_000 } });
}

/** The process's one client, made on first use. */
export function db(): PrismaClient {
  globalThis.porticoDb ??= createDb(env().DATABASE_URL, env().DATABASE_POOL_SIZE);
  return globalThis.porticoDb;
}

/** Where a verb reads: inside the caller's transaction when there is one. */
export function reader(ctx: { tx?: Tx }): Tx {
  return ctx.tx ?? db();
}

interface TransactOptions {
  /** How long the whole transaction may take, where a minute is too short. */
  limitMs?: number;
}

/** Runs `work` in the caller's transaction, or in one of its own. */
export function transact<T>(
  ctx: { tx?: Tx },
  work: (tx: Tx) => Promise<T>,
  { limitMs }: TransactOptions = {},
): Promise<T> {
  if (ctx.tx) return work(ctx.tx);
  return inTime(db().$transaction(work, limitMs === undefined ? {} : { timeout: limitMs }));
}

/** Turns a database that did not come to an end in time into a no that says so; nothing of the work is kept. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isOutOfTime(error)) throw error;
    log().warn({ err: error }, "the database did not finish in time");
    throw new Refusal(
      "unavailable",
      "The database is very busy and did not finish this in time. Nothing was changed: try it again in a moment.",
    );
  }
}

/** Prisma's codes of closed transactions and slow answers, PostgreSQL's of a cancelled statement. */
const OUT_OF_TIME = new Set(["P2028", "P2024", "P1008", "57014"]);

function isOutOfTime(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Refusal) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const isRaw = code === "P2010" || code === "";
  return (
    OUT_OF_TIME.has(code) || (isRaw && /57014|statement timeout|query read timeout/i.test(error.message))
  );
}

/** Whether a thrown error is the database's unique violation. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
}

export async function closeDb(): Promise<void> {
  await globalThis.porticoDb?.$disconnect();
  globalThis.porticoDb = undefined;
}
