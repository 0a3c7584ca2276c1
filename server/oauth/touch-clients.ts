import type { Tx } from "#server/platform/db.ts";

/** Moves "last used" forward, never back, for a batch of clients by id. Not for the path of a request. */
export async function touchClients(tx: Tx, lastUsed: ReadonlyMap<string, Date>): Promise<void> {
  if (lastUsed.size === 0) return;
  // Rows are locked in one order, so that two edges flushing the same clients cannot wait for each other.
  const ids = [...lastUsed.keys()].sort();
  const times = ids.map((id) => lastUsed.get(id)?.toISOString() ?? null);
  await tx.$executeRaw`
    WITH used AS (SELECT * FROM unnest(${ids}::text[], ${times}::timestamp[]) AS used(id, at)),
    held AS (
      SELECT "OAuthClient".id, used.at FROM "OAuthClient" JOIN used USING (id)
      WHERE "OAuthClient"."lastUsedAt" IS NULL OR "OAuthClient"."lastUsedAt" < used.at
      ORDER BY "OAuthClient".id FOR UPDATE OF "OAuthClient"
    )
    UPDATE "OAuthClient" SET "lastUsedAt" = held.at FROM held WHERE "OAuthClient".id = held.id`;
}
