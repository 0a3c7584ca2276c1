import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const DOCUMENT_NAMES = ["github", "stripe", "msgraph"] as const;
export type DocumentName = (typeof DOCUMENT_NAMES)[number];

/** An operation as the document has it, with the texts that tell a reader that it is there. */
export interface Target {
  method: string;
  path: string;
  operationId?: string;
  tag?: string;
  /** Any of these, as the whole text of one node, counts as shown. */
  texts: string[];
}

export interface BenchDocument {
  name: DocumentName;
  file: string;
  operationCount: number;
  first: Target;
  last: Target;
  /** Every operation's texts: on a peer's opening page any of them counts, whichever it puts first. */
  anyText: string[];
}

interface RawOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
/** Shorter ones ("/") also stand in breadcrumbs and rulers. */
const LEAST_TEXT = 4;

export function fileOf(name: DocumentName): string {
  return join(process.cwd(), "..", "shared", "specs", `${name}.json`);
}

export function isThere(name: DocumentName): boolean {
  return existsSync(fileOf(name));
}

/** The first and the last operation in the document's own order. */
export function readDocument(name: DocumentName): BenchDocument {
  const file = fileOf(name);
  const document: { paths: Record<string, Record<string, RawOperation>> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const all: Target[] = [];
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(item))
      if (METHODS.has(method)) all.push(targetOf(method, path, operation));
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) throw new Error(`${file} has no operations.`);
  const anyText = all.flatMap(({ texts }) => texts);
  const isUnique = (text: string): boolean => anyText.indexOf(text) === anyText.lastIndexOf(text);
  return {
    name,
    file,
    operationCount: all.length,
    first,
    last: { ...last, texts: last.texts.filter(isUnique) },
    anyText: [...new Set(anyText)],
  };
}

function targetOf(method: string, path: string, operation: RawOperation): Target {
  const texts = [operation.summary, firstText(operation.description), path];
  return {
    method,
    path,
    ...(operation.operationId && { operationId: operation.operationId }),
    ...(operation.tags?.[0] && { tag: operation.tags[0] }),
    texts: texts.flatMap((text) => (text && text.trim().length >= LEAST_TEXT ? [text.trim()] : [])),
  };
}

/** The text node that a renderer makes of a description's beginning; markup and Markdown end it. */
function firstText(description: string | undefined): string | undefined {
  return /^\s*(?:<p>)?([^<`*_[\n]+)/.exec(description ?? "")?.[1]?.trim();
}
