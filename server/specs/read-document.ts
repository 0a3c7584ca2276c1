import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { LRUCache } from "lru-cache";
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

const SUMMARY = {
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
  filter: { tag?: string } = {},
): Promise<OperationSummary[]> {
  const cacheKey = `${documentId} ${filter.tag ?? ""}`;
  const known = lists.get(cacheKey);
  if (known) return known;
  const rows = await db().docOperation.findMany({
    where: { documentId, ...(filter.tag !== undefined && { tag: filter.tag }) },
    orderBy: { position: "asc" },
    select: SUMMARY,
  });
  const list = rows.map(toOperationSummary);
  if (list.length > 0) lists.set(cacheKey, list);
  return list;
}

/** The named schemas in the document's order. */
export async function listSchemas(documentId: string): Promise<SchemaSummary[]> {
  return db().docSchema.findMany({
    where: { documentId },
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
    select: { ...SUMMARY, searchText: true },
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

function missing(): Refusal {
  return new Refusal("not_found", "This document does not exist.");
}

/** The JSON columns of documents are written by storeDocument alone, in these shapes. */
export function asWritten<T>(column: unknown): T {
  return column as T;
}
