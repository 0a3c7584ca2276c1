import { MINUTE_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { indexVersion } from "./search-entries.ts";

/** Making sixteen thousand operations findable takes a while on a busy machine, and holds this one version only. */
export const SWAP_LIMIT_MS = 10 * MINUTE_MS;

interface Swap {
  apiId: string;
  versionId: string;
  revisionId: string;
  documentId: string;
  now: Date;
}

/** Makes a revision what readers and search see, all in the caller's transaction. */
export async function swapRevision(tx: Tx, swap: Swap): Promise<void> {
  await tx.version.update({ where: { id: swap.versionId }, data: { currentRevisionId: swap.revisionId } });
  await tx.api.update({ where: { id: swap.apiId }, data: { updatedAt: swap.now } });
  await indexVersion(tx, swap);
}
