import { createHash } from "node:crypto";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { read } from "#server/platform/read.ts";
import { COMPILER_VERSION, findStored, storeDocument, summaryOf } from "./document-rows.ts";
import { documentRefusal, runCompiler } from "./run-compiler.ts";
import { CompileInput, type CompileOutcome, type DocumentSummary } from "./schema.ts";

export interface CompileOptions extends Pick<Ctx, "tx"> {
  /**
   * Judges a compiled document before anything is stored; throws a Refusal to stop it. Sees every finding but those
   * about examples, which are never errors. Not asked about a document that is stored already.
   */
  judge?: (summary: Omit<DocumentSummary, "documentId" | "compileMs">) => void;
}

/**
 * Compiles a document and stores it under its content: the same bytes give the same document, told by `isNew`.
 * Refuses with `detail.findings` what cannot be compiled; then nothing is stored.
 */
export async function compileDocument(
  rawInput: CompileInput,
  options: CompileOptions = {},
): Promise<CompileOutcome> {
  const input = read(CompileInput, rawInput);
  const { MAX_DOCUMENT_BYTES: maxBytes } = env();
  if (input.bytes.length > maxBytes) {
    const message = `The document is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`;
    throw documentRefusal(message, [
      { rule: "too-large", severity: "error", message, line: 0, column: 0, pointer: "" },
    ]);
  }
  const started = performance.now();
  const sha256 = createHash("sha256").update(input.bytes).digest("hex");
  const known = await findStored(reader(options), sha256);
  if (known) return { documentId: known.id, isNew: false, summary: summaryOf(known) };

  const { compiled, examples } = await runCompiler({
    bytes: input.bytes,
    sourceName: input.sourceName,
    maxBytes,
  });
  const { overview, counts, findings, format } = compiled;
  const { title, version, operationCount, schemaCount } = overview;
  options.judge?.({
    title,
    version,
    format,
    operationCount,
    schemaCount,
    findings,
    errorCount: counts.error,
    warningCount: counts.warning,
    infoCount: counts.info,
  });
  return storeDocument(options, {
    compiled,
    examples,
    sha256,
    compilerVersion: COMPILER_VERSION,
    input,
    started,
  });
}
