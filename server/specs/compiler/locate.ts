import { getLineColLocation, type Source } from "@redocly/openapi-core";
import { splitPointer } from "./tree.ts";

export interface Place {
  line: number;
  column: number;
}

interface Wanted {
  children: Map<string, Wanted>;
  pointers: string[];
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Lines and columns of pointers in a source; a pointer to nothing gets its nearest parent's place. */
export function locate(source: Source, pointers: string[], isJson: boolean): Map<string, Place> {
  return isJson ? locateInJson(source.body, pointers) : locateInYaml(source, pointers);
}

function locateInYaml(source: Source, pointers: string[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const pointer of new Set(pointers)) {
    try {
      const { start } = getLineColLocation({ source, pointer, reportOnKey: false });
      places.set(pointer, { line: start.line, column: start.col });
    } catch {
      // The position reader knows less YAML than the parser; a finding without a line is better than none.
      places.set(pointer, { line: 0, column: 0 });
    }
  }
  return places;
}

/** One pass over the text that looks only into wanted branches: a syntax tree of 25 MB would cost seconds. */
function locateInJson(text: string, pointers: string[]): Map<string, Place> {
  const root = wantedTree(pointers);
  const offsets = new Map<string, number>();
  scanValue(text, skipSpace(text, 0), root, offsets);
  const ordered = [...offsets].sort((a, b) => a[1] - b[1]);
  const places = new Map<string, Place>();
  let line = 1;
  let lineStart = 0;
  for (const [pointer, offset] of ordered) {
    for (
      let end = text.indexOf("\n", lineStart);
      end >= 0 && end < offset;
      end = text.indexOf("\n", lineStart)
    ) {
      line++;
      lineStart = end + 1;
    }
    places.set(pointer, { line, column: offset - lineStart + 1 });
  }
  return places;
}

function wantedTree(pointers: string[]): Wanted {
  const root: Wanted = { children: new Map(), pointers: [] };
  for (const pointer of new Set(pointers)) {
    let at = root;
    for (const part of splitPointer(pointer)) {
      let child = at.children.get(part);
      if (!child) {
        child = { children: new Map(), pointers: [] };
        at.children.set(part, child);
      }
      at = child;
    }
    at.pointers.push(pointer);
  }
  return root;
}

/** Returns the offset after the value. */
function scanValue(
  text: string,
  start: number,
  wanted: Wanted | undefined,
  offsets: Map<string, number>,
): number {
  if (!wanted) return skipValue(text, start);
  noteAll(wanted, start, offsets);
  const open = text[start];
  if (wanted.children.size === 0 || (open !== "{" && open !== "[")) return skipValue(text, start);
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index++) {
    let name = String(index);
    if (open === "{") {
      const end = skipString(text, at);
      const raw = text.slice(at + 1, end - 1);
      name = raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    at = skipSpace(text, scanValue(text, at, wanted.children.get(name), offsets));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return at + 1;
}

/** What lies below a missing member is placed at the last parent that exists. */
function noteAll(wanted: Wanted, offset: number, offsets: Map<string, number>): void {
  for (const pointer of wanted.pointers) offsets.set(pointer, offset);
  for (const child of wanted.children.values()) noteAll(child, offset, offsets);
}

function skipSpace(text: string, at: number): number {
  let i = at;
  for (
    let code = text.charCodeAt(i);
    code === 32 || code === 10 || code === 13 || code === 9;
    code = text.charCodeAt(i)
  )
    i++;
  return i;
}

function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === 44 || code <= 32)) return at;
    at++;
  }
  return at;
}
