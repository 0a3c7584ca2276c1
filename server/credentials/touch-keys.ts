import type { Tx } from "#server/platform/db.ts";

/** Moves "last used" forward, never back, for a batch of keys by id. Not for the path of a request. */
export async function touchKeys(tx: Tx, lastUsed: ReadonlyMap<string, Date>): Promise<void> {
  if (lastUsed.size === 0) return;
  // Rows are locked in one order, so that two edges flushing the same keys cannot wait for each other.
  const ids = [...lastUsed.keys()].sort();
  const times = ids.map((id) => lastUsed.get(id)?.toISOString() ?? null);
  await tx.$executeRaw`
    WITH used AS (SELECT * FROM unnest(${ids}::text[], ${times}::timestamp[]) AS used(id, at)),
    held AS (
      SELECT "Key".id, used.at FROM "Key" JOIN used USING (id)
      WHERE "Key"."lastUsedAt" IS NULL OR "Key"."lastUsedAt" < used.at
      ORDER BY "Key".id FOR UPDATE OF "Key"
    )
    UPDATE "Key" SET "lastUsedAt" = held.at FROM held WHERE "Key".id = held.id`;
}
