import type { Tx } from "./db.ts";

/** Number of the version of the terms of use that is in force, or 0 while there is none. */
export async function findCurrentTerms(tx: Tx, now: Date): Promise<number> {
  const current = await tx.termsVersion.findFirst({
    where: { effectiveAt: { lte: now } },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  return current?.number ?? 0;
}
