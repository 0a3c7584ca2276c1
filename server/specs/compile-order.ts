import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { compile } from "./compiler/compile.ts";
import { lintExamples } from "./compiler/lint.ts";
import type { CompileMessage, CompileOrder } from "./compiler/messages.ts";
import { errorFinding, Rejection } from "./compiler/rejection.ts";

const CHUNK_LENGTH = 500_000;
const pack = promisify(gzip);

/** Where the results go, with the buffers that are handed over. */
type Send = (message: CompileMessage, transfer: ArrayBuffer[]) => void;

/** Compiles and sends first the document, then what its examples gave; what cannot be compiled is sent as rejected. */
export async function compileOrder(order: CompileOrder, send: Send): Promise<void> {
  try {
    await run(order, send);
  } catch (error) {
    send(rejectionOf(error), []);
  }
}

async function run(order: CompileOrder, send: Send): Promise<void> {
  const source = pack(order.bytes, { level: 4 });
  const compiled = await compile(order.bytes, order.sourceName, order.maxBytes);
  const bundle = pack(compiled.bundleText, { level: 4 });
  const operationChunks = toChunks(compiled.operations);
  const schemaChunks = toChunks(compiled.schemas);
  const { format, overview, findings, counts, target } = compiled;
  const packed = { source: own(await source), bundle: own(await bundle) };
  send(
    { kind: "compiled", format, overview, findings, counts, operationChunks, schemaChunks, ...packed },
    [...operationChunks, ...schemaChunks, packed.source, packed.bundle].map((bytes) => bytes.buffer),
  );
  const examples = await lintExamples(target);
  send({ kind: "examples", ...examples }, []);
}

function rejectionOf(error: unknown): CompileMessage {
  if (error instanceof Rejection) {
    return { kind: "rejected", message: error.message, findings: error.findings };
  }
  const reason =
    error instanceof RangeError
      ? "It is nested or repeated too deeply."
      : "It is malformed in an unexpected way.";
  const message = `The document cannot be compiled. ${reason}`;
  return { kind: "rejected", message, findings: [errorFinding("not-compilable", message)] };
}

/** JSON arrays of rows, each of about half a megabyte, so that no statement comes near its time limit on a busy machine. */
function toChunks(rows: object[]): Uint8Array<ArrayBuffer>[] {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const encoder = new TextEncoder();
  let texts: string[] = [];
  let length = 0;
  const close = (): void => {
    if (texts.length > 0) chunks.push(encoder.encode(`[${texts.join(",")}]`));
    texts = [];
    length = 0;
  };
  for (const row of rows) {
    const text = JSON.stringify(row);
    texts.push(text);
    length += text.length;
    if (length >= CHUNK_LENGTH) close();
  }
  close();
  return chunks;
}

/** A copy with a buffer of its own, which may be handed over. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
