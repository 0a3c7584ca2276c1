import { LRUCache } from "lru-cache";
import { tagOrder } from "#lib/tag-tree.ts";
import { db } from "#server/platform/db.ts";
import { getOverview, OPERATION_ROW, toOperationSummary } from "./read-document.ts";
import type { OperationPage } from "./schema.ts";

interface Span {
  first: number;
  last: number;
}

/** Where the operations of each tag begin and end, the tags in the order of the navigation. */
const spansOf = new LRUCache<string, Map<string, Span>>({ max: 200 });

/** The operations before and after one, as the navigation lists them: inside its tag, then in the tags around it. */
export async function findNeighbours(
  documentId: string,
  { tag, position }: { tag: string; position: number },
): Promise<Pick<OperationPage, "previous" | "next">> {
  const [before, after] = await Promise.all([
    within(documentId, { tag, position: { lt: position } }, "desc"),
    within(documentId, { tag, position: { gt: position } }, "asc"),
  ]);
  const previous = before ?? (await across(documentId, tag, -1));
  const next = after ?? (await across(documentId, tag, 1));
  return {
    ...(previous && { previous: toOperationSummary(previous) }),
    ...(next && { next: toOperationSummary(next) }),
  };
}

function within(
  documentId: string,
  where: { tag?: string; position: number | { lt: number } | { gt: number } },
  direction: "asc" | "desc" = "asc",
) {
  return db().docOperation.findFirst({
    where: { documentId, ...where },
    orderBy: { position: direction },
    select: OPERATION_ROW,
  });
}

async function across(documentId: string, tag: string, step: 1 | -1) {
  const spans = [...(await readSpans(documentId))];
  const at = spans.findIndex(([key]) => key === tag);
  const span = at < 0 ? undefined : spans[at + step]?.[1];
  if (!span) return null;
  return within(documentId, { position: step > 0 ? span.first : span.last });
}

async function readSpans(documentId: string): Promise<Map<string, Span>> {
  const known = spansOf.get(documentId);
  if (known) return known;
  const [overview, rows] = await Promise.all([
    getOverview(documentId),
    db().docOperation.groupBy({
      by: ["tag"],
      where: { documentId },
      _min: { position: true },
      _max: { position: true },
      orderBy: { _min: { position: "asc" } },
    }),
  ]);
  const rank = new Map(tagOrder(overview).map((key, i) => [key, i]));
  const sorted = rows.toSorted((a, b) => (rank.get(a.tag) ?? rank.size) - (rank.get(b.tag) ?? rank.size));
  const spans = new Map(
    sorted.map(({ tag, _min, _max }) => [tag, { first: _min.position ?? 0, last: _max.position ?? 0 }]),
  );
  spansOf.set(documentId, spans);
  return spans;
}
