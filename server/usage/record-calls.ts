import { touchKeys } from "#server/credentials/index.ts";
import { touchClients } from "#server/oauth/index.ts";
import { type Tx, transact } from "#server/platform/db.ts";
import type { CallRecord } from "./schema.ts";

/**
 * Stores a batch of calls, their hourly counts and when each credential was last used, in one transaction. A batch
 * whose commit was not heard of may be sent again and then counts twice: better than losing it.
 */
export async function recordCalls(calls: readonly CallRecord[], ctx: { tx?: Tx } = {}): Promise<void> {
  if (calls.length === 0) return;
  const batch = JSON.stringify(calls.map(toStorable));
  await transact(ctx, async (tx) => {
    // The hourly rows are written in one order, so that two edges flushing at once cannot wait for each other.
    await tx.$executeRaw`
      WITH batch AS MATERIALIZED (
        SELECT * FROM jsonb_to_recordset(${batch}::jsonb) AS c(
          "at" timestamp, "orgId" text, "appId" text, "credentialId" text, environment "Environment", "apiId" text,
          "versionId" text, "operationKey" text, method text, path text, status int, "latencyMs" int, problem text)
      ), stored AS (
        INSERT INTO "Call" ("at", "orgId", "appId", "credentialId", environment, "apiId", "versionId", "operationKey",
          method, path, status, "latencyMs", problem)
        SELECT "at", "orgId", "appId", "credentialId", environment, "apiId", "versionId", "operationKey",
          method, path, status, "latencyMs", problem
        FROM batch ORDER BY "at"
      )
      INSERT INTO "UsageHour" AS kept (hour, "orgId", "appId", "credentialId", environment, "apiId", "versionId",
        "operationKey", "statusClass", calls, "latencyMsSum")
      SELECT date_trunc('hour', "at"), min("orgId"), "appId", "credentialId", min(environment), min("apiId"),
        "versionId", coalesce("operationKey", ''), status / 100, count(*), sum("latencyMs")
      FROM batch
      GROUP BY "appId", date_trunc('hour', "at"), "credentialId", "versionId", coalesce("operationKey", ''), status / 100
      ORDER BY "appId", date_trunc('hour', "at"), "credentialId", "versionId", coalesce("operationKey", ''), status / 100
      ON CONFLICT ("appId", hour, "credentialId", "versionId", "operationKey", "statusClass")
      DO UPDATE SET calls = kept.calls + excluded.calls, "latencyMsSum" = kept."latencyMsSum" + excluded."latencyMsSum"`;
    await touchCredentials(
      tx,
      calls.map(({ credentialId, at }) => [credentialId, at]),
    );
  });
}

/** Moves "last used" forward for a batch of keys and OAuth clients by id. */
export async function touchCredentials(tx: Tx, uses: Iterable<readonly [string, Date]>): Promise<void> {
  const keys = new Map<string, Date>();
  const clients = new Map<string, Date>();
  for (const [credentialId, at] of uses) {
    const kind = credentialId.startsWith("client_") ? clients : keys;
    const known = kind.get(credentialId);
    if (!known || known < at) kind.set(credentialId, at);
  }
  await touchKeys(tx, keys);
  await touchClients(tx, clients);
}

/** PostgreSQL refuses NUL and lone surrogates; nothing a caller sends may make a whole batch fail. */
function toStorable(call: CallRecord): CallRecord {
  return {
    ...call,
    method: clean(call.method, 20),
    path: clean(call.path, 500),
    problem: call.problem === null ? null : clean(call.problem, 500),
    latencyMs: Math.min(Math.max(Math.round(call.latencyMs), 0), 2_000_000),
  };
}

function clean(text: string, length: number): string {
  return text.replaceAll("\0", "").slice(0, length).toWellFormed();
}
