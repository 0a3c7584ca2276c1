import { LRUCache } from "lru-cache";
import { isStorable } from "#lib/storable.ts";
import { db } from "#server/platform/db.ts";
import { getOverview } from "./read-document.ts";

/** What is looked for in other documents: by key, or an operation by what else tells it apart. */
export type Wanted =
  | { kind: "operation"; key: string; operationId?: string | null; method?: string; path?: string }
  | { kind: "schema" | "tag"; key: string };

/** Documents never change, so what was found once holds for ever; only space is bounded. */
const found = new LRUCache<string, string>({ max: 20_000 });
const NOWHERE = "";

/** The key of the same operation, schema or tag in each of these documents; those that lack it are left out. */
export async function findCounterparts(documentIds: string[], wanted: Wanted): Promise<Map<string, string>> {
  if (!isStorable(wanted.key)) return new Map();
  const cacheKey = (id: string) => [id, ...Object.values(wanted)].join(" ");
  const unknown = documentIds.filter((id) => !found.has(cacheKey(id)));
  const keys = unknown.length > 0 ? await lookUp(unknown, wanted) : new Map<string, string>();
  for (const id of unknown) found.set(cacheKey(id), keys.get(id) ?? NOWHERE);
  return new Map(
    documentIds.flatMap((id) => {
      const key = found.get(cacheKey(id)) ?? keys.get(id);
      return key ? [[id, key]] : [];
    }),
  );
}

function lookUp(documentIds: string[], wanted: Wanted): Promise<Map<string, string>> {
  if (wanted.kind === "operation") return lookUpOperation(documentIds, wanted);
  return wanted.kind === "tag" ? lookUpTag(documentIds, wanted.key) : lookUpSchema(documentIds, wanted.key);
}

async function lookUpTag(documentIds: string[], key: string): Promise<Map<string, string>> {
  const overviews = await Promise.all(documentIds.map((id) => getOverview(id)));
  return new Map(
    documentIds.flatMap((id, i) => (overviews[i]?.tags.some((tag) => tag.key === key) ? [[id, key]] : [])),
  );
}

async function lookUpSchema(documentIds: string[], key: string): Promise<Map<string, string>> {
  const rows = await db().docSchema.findMany({
    where: { documentId: { in: documentIds }, key },
    select: { documentId: true, key: true },
  });
  return new Map(rows.map((row) => [row.documentId, row.key]));
}

async function lookUpOperation(
  documentIds: string[],
  { key, operationId, method, path }: Extract<Wanted, { kind: "operation" }>,
): Promise<Map<string, string>> {
  const rows = await db().docOperation.findMany({
    where: {
      documentId: { in: documentIds },
      OR: [{ key }, ...(operationId ? [{ operationId }] : []), ...(method && path ? [{ method, path }] : [])],
    },
    select: { documentId: true, key: true, operationId: true },
  });
  const closeness = (row: (typeof rows)[number]) =>
    row.key === key ? 0 : operationId && row.operationId === operationId ? 1 : 2;
  // The closest of a document is written last.
  return new Map(rows.sort((a, b) => closeness(b) - closeness(a)).map((row) => [row.documentId, row.key]));
}
