import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import { isStorable } from "#lib/storable.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { findDocument, summaryOf } from "./document-rows.ts";
import type {
  DocumentOverview,
  DocumentSummary,
  Finding,
  OperationSummary,
  SchemaSummary,
} from "./schema.ts";

const unpack = promisify(gunzip);

/** Documents never change, so what was read once holds for ever; only space is bounded. */
const overviews = new LRUCache<string, DocumentOverview>({ max: 500 });
const lists = new LRUCache<string, OperationSummary[]>({
  maxSize: 200_000,
  sizeCalculation: (list) => list.length + 1,
});

const schemaLists = new LRUCache<string, SchemaSummary[]>({
  maxSize: 200_000,
  sizeCalculation: (list) => list.length + 1,
});

const tags = new LRUCache<string, string>({ max: 10_000 });

export const OPERATION_ROW = {
  key: true,
  position: true,
  operationId: true,
  method: true,
  path: true,
  tag: true,
  summary: true,
  deprecated: true,
  isWebhook: true,
} as const;

interface OperationRow extends Omit<OperationSummary, "isDeprecated"> {
  deprecated: boolean;
}

export function toOperationSummary({ deprecated, ...row }: OperationRow): OperationSummary {
  return { ...row, isDeprecated: deprecated };
}

/** What a document says of itself. */
export async function getOverview(documentId: string, tx: Tx = db()): Promise<DocumentOverview> {
  const known = overviews.get(documentId);
  if (known) return known;
  const row = await tx.document.findUnique({ where: { id: documentId }, select: { overview: true } });
  if (!row) throw missing();
  const overview = asWritten<DocumentOverview>(row.overview);
  overviews.set(documentId, overview);
  return overview;
}

/** Operations in the document's order; with `tag` those whose first tag has that key. */
export async function listOperations(
  documentId: string,
  filter: { tag?: string; isWebhook?: boolean } = {},
): Promise<OperationSummary[]> {
  const cacheKey = `${documentId} ${filter.isWebhook ?? ""} ${filter.tag ?? ""}`;
  const known = lists.get(cacheKey);
  if (known) return known;
  const rows = await db().docOperation.findMany({
    where: { documentId, ...filter },
    orderBy: { position: "asc" },
    select: OPERATION_ROW,
  });
  const list = rows.map(toOperationSummary);
  if (list.length > 0) lists.set(cacheKey, list);
  return list;
}

/** The schemas that the document names, in its order; those without a name are stored after them. */
export async function listSchemas(documentId: string, tx: Tx = db()): Promise<SchemaSummary[]> {
  const known = schemaLists.get(documentId);
  if (known) return known;
  const { schemaCount } = await getOverview(documentId, tx);
  const list = await tx.docSchema.findMany({
    where: { documentId, position: { lt: schemaCount } },
    orderBy: { position: "asc" },
    select: { key: true, name: true, position: true },
  });
  if (list.length === schemaCount) schemaLists.set(documentId, list);
  return list;
}

/** The key of an operation's first tag; null when there is no such operation. */
export async function findTagOfOperation(documentId: string, key: string): Promise<string | null> {
  if (!isStorable(key)) return null;
  const cacheKey = `${documentId} ${key}`;
  const known = tags.get(cacheKey);
  if (known !== undefined) return known;
  const row = await db().docOperation.findUnique({
    where: { documentId_key: { documentId, key } },
    select: { tag: true },
  });
  if (row) tags.set(cacheKey, row.tag);
  return row?.tag ?? null;
}

/** A schema and its neighbours in the document's order, at most `reach` on each side; none when it does not exist. */
export async function listSchemasAround(
  documentId: string,
  key: string,
  reach: number,
): Promise<SchemaSummary[]> {
  if (!isStorable(key)) return [];
  const at = await db().docSchema.findUnique({
    where: { documentId_key: { documentId, key } },
    select: { position: true },
  });
  if (!at) return [];
  const { schemaCount } = await getOverview(documentId);
  const last = Math.min(at.position + reach, schemaCount - 1);
  return db().docSchema.findMany({
    where: { documentId, position: { gte: at.position - reach, lte: last } },
    orderBy: { position: "asc" },
    select: { key: true, name: true, position: true },
  });
}

/** What search indexes of each operation. */
export async function listSearchTexts(
  documentId: string,
  tx: Tx = db(),
): Promise<(OperationSummary & { searchText: string })[]> {
  const rows = await tx.docOperation.findMany({
    where: { documentId },
    orderBy: { position: "asc" },
    select: { ...OPERATION_ROW, searchText: true },
  });
  return rows.map(({ searchText, ...row }) => ({ ...toOperationSummary(row), searchText }));
}

/** Counts and findings of a compiled document. */
export async function getDocument(documentId: string, tx: Tx = db()): Promise<DocumentSummary> {
  const row = await findDocument(tx, documentId);
  if (!row) throw missing();
  return summaryOf(row);
}

/** At most 500, worst first. */
export async function listFindings(documentId: string, tx: Tx = db()): Promise<Finding[]> {
  return (await getDocument(documentId, tx)).findings;
}

/** The bytes as they were uploaded. */
export async function getSource(
  documentId: string,
): Promise<{ bytes: Uint8Array; sourceName: string; mediaType: string }> {
  const row = await db().document.findUnique({
    where: { id: documentId },
    select: { source: true, sourceName: true, mediaType: true },
  });
  if (!row) throw missing();
  return { bytes: await unpack(row.source), sourceName: row.sourceName, mediaType: row.mediaType };
}

/** The whole document in one piece as JSON bytes, every reference inside it. */
export async function getBundle(documentId: string): Promise<Uint8Array> {
  const row = await db().document.findUnique({ where: { id: documentId }, select: { bundle: true } });
  if (!row) throw missing();
  return unpack(row.bundle);
}

/** The same as it is stored: gzip. */
export async function getPackedBundle(documentId: string): Promise<{ packed: Uint8Array<ArrayBuffer> }> {
  const row = await db().document.findUnique({ where: { id: documentId }, select: { bundle: true } });
  if (!row) throw missing();
  return { packed: row.bundle };
}

function missing(): Refusal {
  return new Refusal("not_found", "This document does not exist.");
}

/** The JSON columns of documents are written by storeDocument alone, in these shapes. */
export function asWritten<T>(column: unknown): T {
  return column as T;
}
