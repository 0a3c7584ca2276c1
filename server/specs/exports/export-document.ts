import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import { isStorable } from "#lib/storable.ts";
import { db } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { firstAnswer, memoryFor, startThread, Turns } from "../limited-thread.ts";
import type { ExportForm, ExportMessage, ExportOrder } from "./order.ts";
import { listUnusualOperations, writePlainCollection } from "./plain-collection.ts";

/** Text, gzip. `byteLength` is that of the text. */
export interface Exported {
  packed: Uint8Array<ArrayBuffer>;
  byteLength: number;
}

interface ExportRequest {
  form: ExportForm;
  /** Key of the operation, for the forms of one operation. */
  operation?: string;
}

type HeldRequest = ExportRequest & { holder: string };

const SECOND_MS = 1_000;
/** Processor time for the largest documents; smaller ones get their share, at least a third. */
const MOST_SECONDS: Record<ExportForm, number> = {
  yaml: 30,
  postman: 30,
  typescript: 40,
  redoc: 30,
  operation: 15,
  "operation-yaml": 15,
};
const LARGE_BYTES = 10_000_000;
/** Postman's converter has never finished a document of this size. */
const HOPELESS_BYTES = 20_000_000;
/** Redoc draws everything at once, and so longer documents are not even weighed. */
const MOST_REDOC_BYTES = 5_000_000;
const pack = promisify(gzip);

const MAKER_NAMES: Record<ExportForm, string> = {
  yaml: "Writing it as YAML",
  postman: "Postman’s converter",
  typescript: "The TypeScript generator",
  redoc: "Redoc",
  operation: "Cutting out one operation",
  "operation-yaml": "Cutting out one operation",
};

/** Documents never change, so what was made once holds for ever; only space is bounded. */
const made = new LRUCache<string, Exported>({
  maxSize: 96_000_000,
  sizeCalculation: ({ packed }) => packed.byteLength + 200,
});
/** What passed a limit would pass it again. */
const refused = new LRUCache<string, Refusal>({ max: 2_000 });
const underway = new Map<string, Promise<Exported>>();

const turns = new Turns(2, 30, "Many documents are being converted just now. Try again in a minute.");

/**
 * The document in another form, made in a thread with limits of memory and time and kept by the document's id. Refuses
 * with too_large what a generator cannot finish, and with invalid_input what it cannot read. One `holder`, a network
 * mostly, has one thread at a time; "" is nobody in particular.
 */
export async function exportDocument(
  documentId: string,
  request: ExportRequest,
  holder = "",
): Promise<Exported> {
  const key = `${documentId} ${request.form} ${request.operation ?? ""}`;
  const known = made.get(key);
  if (known) return known;
  const refusal = refused.get(key);
  if (refusal) throw refusal;
  const running = underway.get(key) ?? start(key, documentId, { ...request, holder });
  return running;
}

function start(key: string, documentId: string, request: HeldRequest): Promise<Exported> {
  const work = makeExport(documentId, request)
    .then((result) => {
      made.set(key, result);
      return result;
    })
    .catch((error: unknown) => {
      if (error instanceof Refusal && (error.code === "too_large" || error.code === "invalid_input"))
        refused.set(key, error);
      throw error;
    })
    .finally(() => underway.delete(key));
  underway.set(key, work);
  return work;
}

async function makeExport(documentId: string, request: HeldRequest): Promise<Exported> {
  const { form, operation: key, holder } = request;
  const [row, operation] = await Promise.all([
    db().document.findUnique({ where: { id: documentId }, select: { bundle: true } }),
    key === undefined ? undefined : findPlace(documentId, key),
  ]);
  if (!row || operation === null) throw new Refusal("not_found", "This document does not exist.");
  if (form === "postman" && unpackedLength(row.bundle) > HOPELESS_BYTES) return plainCollection(documentId);
  if (form === "redoc" && unpackedLength(row.bundle) > MOST_REDOC_BYTES)
    throw tooMuch(form, "more than a browser has");
  await turns.take(holder);
  try {
    const isGenerated = form === "postman" || form === "typescript";
    const unusual = isGenerated ? await listUnusualOperations(documentId) : [];
    return await runExport({ packedBundle: row.bundle, form, operation, unusual });
  } catch (error) {
    const isTooLarge = error instanceof Refusal && error.code === "too_large";
    if (form === "postman" && isTooLarge) return plainCollection(documentId);
    throw error;
  } finally {
    turns.give(holder);
  }
}

async function plainCollection(documentId: string): Promise<Exported> {
  const text = new TextEncoder().encode(await writePlainCollection(documentId));
  return { packed: new Uint8Array(await pack(text)), byteLength: text.byteLength };
}

async function findPlace(documentId: string, key: string) {
  if (!isStorable(key)) return null;
  return db().docOperation.findUnique({
    where: { documentId_key: { documentId, key } },
    select: { path: true, method: true, isWebhook: true },
  });
}

async function runExport(order: ExportOrder): Promise<Exported> {
  const byteLength = unpackedLength(order.packedBundle);
  const share = Math.min(1, Math.max(1 / 3, byteLength / LARGE_BYTES));
  const seconds = Math.ceil(MOST_SECONDS[order.form] * share);
  const worker = startThread("exports/export-worker.ts", order, memoryFor(byteLength));
  try {
    const message = await firstAnswer<ExportMessage>(worker, seconds * SECOND_MS, (met) =>
      tooMuch(order.form, met === "memory" ? "too much memory" : `more than ${seconds} seconds`),
    );
    if (message.kind === "too_much") throw tooMuch(order.form, "more than a browser has");
    if (message.kind === "failed") throw unreadable(order.form, message.reason);
    const packed = new Uint8Array(message.packed);
    return { packed, byteLength: unpackedLength(packed) };
  } finally {
    await worker.terminate();
  }
}

/** What gzip itself notes at its end. */
function unpackedLength(packed: Uint8Array): number {
  return new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(
    packed.byteLength - 4,
    true,
  );
}

const INSTEAD =
  "Take one operation instead: its page offers an OpenAPI document that holds what this operation needs.";

function tooMuch(form: ExportForm, what: string): Refusal {
  return new Refusal("too_large", `${MAKER_NAMES[form]} needs ${what} for this document. ${INSTEAD}`);
}

function unreadable(form: ExportForm, reason: string): Refusal {
  const words = reason.replace(/\s+/g, " ").slice(0, 300);
  return new Refusal("invalid_input", `${MAKER_NAMES[form]} cannot read this document: ${words}`);
}
