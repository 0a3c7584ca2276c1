import type { Ctx } from "#server/platform/context.ts";
import { type Tx, transact } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { indexApi, indexVersion, SEARCH_EDITION } from "./search-entries.ts";
import { SWAP_LIMIT_MS } from "./swap-revision.ts";

/**
 * Writes the entries anew that an older edition of search's rules has written, one API or version per transaction, so
 * that several workers may share the work and none holds a lock for long. For jobs only; tells how many it renewed.
 */
export async function refreshSearch(ctx: Ctx): Promise<number> {
  if (ctx.caller.kind !== "job") throw new Refusal("not_allowed", "Only a job may do this.");
  let renewed = 0;
  while (await renewApi(ctx)) renewed++;
  while (await renewVersion(ctx)) renewed++;
  return renewed;
}

function renewApi(ctx: Ctx): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Api" WHERE "searchEdition" < ${SEARCH_EDITION} LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!due) return false;
    await indexApi(tx, await tx.api.findUniqueOrThrow({ where: { id: due.id } }));
    return true;
  });
}

function renewVersion(ctx: Ctx): Promise<boolean> {
  const renew = async (tx: Tx) => {
    const [due] = await tx.$queryRaw<{ apiId: string; versionId: string; documentId: string }[]>`
      SELECT v."apiId", v.id AS "versionId", r."documentId"
      FROM "Version" v JOIN "Revision" r ON r.id = v."currentRevisionId"
      WHERE v."searchEdition" < ${SEARCH_EDITION} LIMIT 1 FOR UPDATE OF v SKIP LOCKED`;
    if (!due) return false;
    await indexVersion(tx, due);
    return true;
  };
  return transact(ctx, renew, { limitMs: SWAP_LIMIT_MS });
}
