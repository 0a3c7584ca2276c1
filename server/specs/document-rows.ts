import type { Ctx } from "#server/platform/context.ts";
import { db, inTime, reader, type Tx, transact } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import type { CompileMessage } from "./compiler/messages.ts";
import type { ExampleLint } from "./run-compiler.ts";
import { type CompileOutcome, type DocumentSummary, type Finding, FORMATS, type Severity } from "./schema.ts";

/** Raise it when the compiled shape changes: the same bytes are then compiled anew. */
export const COMPILER_VERSION = 7;
const MAX_FINDINGS = 500;
const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

const SUMMARY = {
  id: true,
  title: true,
  infoVersion: true,
  format: true,
  operationCount: true,
  schemaCount: true,
  errorCount: true,
  warningCount: true,
  findings: true,
  compileMs: true,
  overview: true,
} as const;

interface SummaryRow {
  id: string;
  title: string;
  infoVersion: string;
  format: string;
  operationCount: number;
  schemaCount: number;
  errorCount: number;
  warningCount: number;
  findings: unknown;
  compileMs: number;
}

interface ToStore {
  compiled: Extract<CompileMessage, { kind: "compiled" }>;
  examples: Promise<ExampleLint>;
  sha256: string;
  compilerVersion: number;
  input: { bytes: Uint8Array; sourceName: string; mediaType?: string | undefined };
  started: number;
}

export function findStored(tx: Tx, sha256: string): Promise<SummaryRow | null> {
  return tx.document.findUnique({
    where: { sha256_compilerVersion: { sha256, compilerVersion: COMPILER_VERSION } },
    select: SUMMARY,
  });
}

export function findDocument(tx: Tx, documentId: string): Promise<SummaryRow | null> {
  return tx.document.findUnique({ where: { id: documentId }, select: SUMMARY });
}

export function summaryOf(row: SummaryRow): DocumentSummary {
  const { list, infoCount } = readFindings(row.findings);
  return {
    documentId: row.id,
    title: row.title,
    version: row.infoVersion,
    format: FORMATS.find((format) => format === row.format) ?? "openapi-3.0",
    operationCount: row.operationCount,
    schemaCount: row.schemaCount,
    errorCount: row.errorCount,
    warningCount: row.warningCount,
    infoCount,
    findings: list,
    compileMs: row.compileMs,
  };
}

interface FindingsColumn {
  list: Finding[];
  infoCount: number;
}

/** The column is written by storeDocument alone. */
function readFindings(column: unknown): FindingsColumn {
  return typeof column === "object" && column !== null && "list" in column
    ? (column as FindingsColumn)
    : { list: [], infoCount: 0 };
}

/** Stands in the place of the content's hash until everything is there, so that nobody finds half a document. */
export const UNFINISHED = "unfinished:";

/**
 * Writes the document and its parts piece by piece, since a large one takes longer than a transaction should, and
 * gives it its name at the end. The example rules still run meanwhile. Two uploads of the same bytes at once end in
 * one document.
 */
export async function storeDocument(ctx: Pick<Ctx, "tx">, parts: ToStore): Promise<CompileOutcome> {
  const documentId = newId("doc");
  const tx = reader(ctx);
  try {
    const isNew = await inTime(write(ctx, documentId, parts));
    const row = isNew ? await findDocument(tx, documentId) : await findStored(tx, parts.sha256);
    if (!row) throw new Error("The document that was just stored is missing.");
    return { documentId: row.id, isNew, summary: summaryOf(row) };
  } catch (error) {
    // A caller's transaction takes it back by itself, and could not be asked to any more.
    if (!ctx.tx)
      await db().document.deleteMany({ where: { id: documentId, sha256: UNFINISHED + documentId } });
    throw error;
  }
}

async function write(ctx: Pick<Ctx, "tx">, documentId: string, parts: ToStore): Promise<boolean> {
  const tx = reader(ctx);
  await insertDocument(tx, documentId, parts);
  for (const chunk of parts.compiled.operationChunks) await insertOperations(tx, documentId, chunk);
  for (const chunk of parts.compiled.schemaChunks) await insertSchemas(tx, documentId, chunk);
  await finishDocument(tx, documentId, parts);
  return nameDocument(ctx, documentId, parts.sha256);
}

/** False when the same bytes were stored meanwhile; then these parts are dropped. */
function nameDocument(ctx: Pick<Ctx, "tx">, id: string, sha256: string): Promise<boolean> {
  return transact(ctx, async (tx) => {
    // Of two at once, the second waits here and then sees the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${sha256}))`;
    const isKnown = (await findStored(tx, sha256)) !== null;
    if (isKnown) await tx.document.delete({ where: { id }, select: { id: true } });
    else await tx.document.update({ where: { id }, select: { id: true }, data: { sha256 } });
    return !isKnown;
  });
}

async function insertDocument(
  tx: Tx,
  id: string,
  { compiled, compilerVersion, input }: ToStore,
): Promise<void> {
  const { overview, format, counts } = compiled;
  await tx.document.create({
    select: { id: true },
    data: {
      id,
      sha256: UNFINISHED + id,
      compilerVersion,
      format,
      mediaType: input.mediaType ?? "application/octet-stream",
      sourceName: input.sourceName,
      source: new Uint8Array(compiled.source),
      sourceBytes: input.bytes.length,
      bundle: new Uint8Array(compiled.bundle),
      title: overview.title,
      infoVersion: overview.version,
      operationCount: overview.operationCount,
      schemaCount: overview.schemaCount,
      overview: JSON.parse(JSON.stringify({ ...overview, documentId: id })),
      findings: {},
      errorCount: counts.error,
      warningCount: counts.warning,
      compileMs: 0,
    },
  });
}

/** One parameter for a whole chunk: PostgreSQL takes the rows apart faster than any client could bind them. */
async function insertOperations(tx: Tx, documentId: string, chunk: Uint8Array): Promise<void> {
  const rows = Buffer.from(chunk).toString("utf8");
  await tx.$executeRaw`
    INSERT INTO "DocOperation" ("documentId", key, position, "operationId", method, path, tag, summary, "searchText", deprecated, "isWebhook", body, callable)
    SELECT ${documentId}, key, position, "operationId", method, path, tag, summary, "searchText", "isDeprecated", "isWebhook", body, callable
    FROM json_to_recordset(${rows}::json) AS row(
      key text, position int, "operationId" text, method text, path text, tag text, summary text, "searchText" text,
      "isDeprecated" boolean, "isWebhook" boolean, body json, callable json)`;
}

async function insertSchemas(tx: Tx, documentId: string, chunk: Uint8Array): Promise<void> {
  const rows = Buffer.from(chunk).toString("utf8");
  await tx.$executeRaw`
    INSERT INTO "DocSchema" ("documentId", key, position, name, body, definition, refs)
    SELECT ${documentId}, key, position, name, body, definition, refs
    FROM json_to_recordset(${rows}::json) AS row(key text, position int, name text, body json, definition json, refs text[])`;
}

async function finishDocument(tx: Tx, id: string, { compiled, examples, started }: ToStore): Promise<void> {
  const checked = await examples;
  const list = [...compiled.findings, ...checked.findings]
    .sort((a, b) => RANK[a.severity] - RANK[b.severity])
    .slice(0, MAX_FINDINGS);
  const findings: FindingsColumn = { list, infoCount: compiled.counts.info + checked.counts.info };
  await tx.document.update({
    where: { id },
    select: { id: true },
    data: {
      findings: JSON.parse(JSON.stringify(findings)),
      warningCount: compiled.counts.warning + checked.counts.warning,
      compileMs: Math.round(performance.now() - started),
    },
  });
}
