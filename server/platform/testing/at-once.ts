import pg from "pg";
import type { Caller, Ctx } from "../context.ts";
import { db } from "../db.ts";
import { env } from "../env.ts";
import { newId } from "../ids.ts";

/** As ctxOf, outside any transaction: each verb opens its own, on a connection of its own. */
export function openCtx(caller: Caller, now: Date): Ctx {
  return { caller, now, requestId: newId("req", now) };
}

interface HeldRow {
  table: string;
  where: Record<string, string>;
}

const WAIT_MS = 10_000;

/**
 * Holds a row, starts the works one after the other until each waits for it, and lets go: all of them have looked before
 * the first has written, and they write in this order. What they end in is answered in the same order.
 */
export async function queuedBehind<T>(
  row: HeldRow,
  works: (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const [holder, watcher] = [await connect(), await connect()];
  try {
    const names = Object.keys(row.where);
    const where = names.map((name, at) => `${holder.escapeIdentifier(name)} = $${at + 1}`).join(" AND ");
    await holder.query("BEGIN");
    const held = await holder.query(
      `SELECT pg_backend_pid() AS pid FROM ${holder.escapeIdentifier(row.table)} WHERE ${where} FOR UPDATE`,
      Object.values(row.where),
    );
    if (held.rowCount !== 1) throw new Error(`Expected one row of ${row.table}, found ${held.rowCount}.`);
    const running: Promise<PromiseSettledResult<T>>[] = [];
    for (const work of works) {
      const outcome = Promise.allSettled([work()]).then(([only]) => only);
      running.push(outcome);
      await untilWaiting(watcher, held.rows[0].pid, running.length, outcome);
    }
    await holder.query("COMMIT");
    return await Promise.all(running);
  } finally {
    await Promise.all([holder.end(), watcher.end()]);
  }
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  return client;
}

/** Waits until so many connections stand behind the holder, directly or behind one another. */
async function untilWaiting(
  watcher: pg.Client,
  pid: number,
  count: number,
  outcome: Promise<PromiseSettledResult<unknown>>,
): Promise<void> {
  let early: PromiseSettledResult<unknown> | undefined;
  outcome.then((settled) => {
    early = settled;
  });
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    const { rows } = await watcher.query<{ waiting: number }>(
      `WITH RECURSIVE queue AS (
         SELECT $1::int AS pid UNION
         SELECT a.pid FROM pg_stat_activity a JOIN queue ON queue.pid = ANY (pg_blocking_pids(a.pid))
         WHERE a.wait_event_type = 'Lock'
       ) SELECT count(*)::int - 1 AS waiting FROM queue`,
      [pid],
    );
    if ((rows[0]?.waiting ?? 0) >= count) return;
    if (early?.status === "rejected") throw early.reason;
    if (early) throw new Error("A work ended without writing the row that was held.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Only some of ${count} works reached the row that was held.`);
}

/** How the works ended: "done", or the code of the refusal. */
export function endsOf(outcomes: PromiseSettledResult<unknown>[]): string[] {
  return outcomes.map((outcome) => {
    if (outcome.status === "fulfilled") return "done";
    const { reason } = outcome;
    if (reason instanceof Error && reason.name === "Refusal" && "code" in reason) return String(reason.code);
    throw reason;
  });
}

/** Takes away what a test outside a transaction left: these people, their organisations, mails and deeds. */
export async function sweep(userIds: string[]): Promise<void> {
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, email: true, memberships: { select: { orgId: true } } },
  });
  const [emails, orgIds] = [
    users.map(({ email }) => email),
    users.flatMap(({ memberships }) => memberships.map(({ orgId }) => orgId)),
  ];
  await db().outboxMail.deleteMany({ where: { toAddress: { in: emails } } });
  await db().auditEvent.deleteMany({
    where: {
      OR: [
        { actorId: { in: userIds } },
        { target: { in: [...userIds, ...emails] } },
        { orgId: { in: orgIds } },
      ],
    },
  });
  await db().user.deleteMany({ where: { id: { in: userIds } } });
  await db().organisation.deleteMany({ where: { id: { in: orgIds } } });
}
