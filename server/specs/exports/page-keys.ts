import { db } from "#server/platform/db.ts";

/** What of a document has a page. */
export interface PageCounts {
  operations: number;
  schemas: number;
  /** Keys of the tags under which operations are listed. */
  tags: string[];
}

/** How many pages these documents have, counted by indexes alone. */
export async function countPages(documentIds: string[]): Promise<Map<string, PageCounts>> {
  const where = { documentId: { in: documentIds } };
  const [operations, schemas] = await Promise.all([
    db().docOperation.groupBy({ by: ["documentId", "tag"], where, _count: true }),
    db().docSchema.groupBy({ by: ["documentId"], where, _count: true }),
  ]);
  const counts = new Map<string, PageCounts>(
    documentIds.map((id) => [id, { operations: 0, schemas: 0, tags: [] }]),
  );
  for (const { documentId, tag, _count } of operations) {
    const count = counts.get(documentId);
    if (!count) continue;
    count.operations += _count;
    count.tags.push(tag);
  }
  for (const { documentId, _count } of schemas) {
    const count = counts.get(documentId);
    if (count) count.schemas = _count;
  }
  for (const { tags } of counts.values()) tags.sort();
  return counts;
}

/** Keys in the document's order, a slice at a time, since a document may have sixteen thousand. */
export async function listPageKeys(
  documentId: string,
  kind: "operations" | "schemas",
  { skip, take }: { skip: number; take: number },
): Promise<string[]> {
  const slice = {
    where: { documentId },
    orderBy: { position: "asc" },
    select: { key: true },
    skip,
    take,
  } as const;
  const rows =
    kind === "operations" ? await db().docOperation.findMany(slice) : await db().docSchema.findMany(slice);
  return rows.map(({ key }) => key);
}
