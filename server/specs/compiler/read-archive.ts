import { Inflate } from "fflate";
import { decodeText } from "./decode-text.ts";
import { megabytes, reject } from "./rejection.ts";
import type { Upload } from "./upload.ts";

const MAX_FILES = 1_000;
const ROOT_NAMES = /^(openapi|swagger|api|index|spec|main|root)\.(ya?ml|json)$/i;

interface Entry {
  name: string;
  method: number;
  compressed: Uint8Array;
  size: number;
}

/**
 * Reads a ZIP archive of a multi-file document into memory. Nothing touches the disk; sizes are checked against what
 * really comes out, not against what the archive claims.
 */
export function readArchive(bytes: Uint8Array, maxBytes: number): Upload {
  const files = new Map<string, string>();
  let left = maxBytes;
  for (const entry of listEntries(bytes)) {
    if (!/\.(ya?ml|json|md)$/i.test(entry.name)) continue;
    const content = inflate(entry, left);
    left -= content.length;
    files.set(`/${entry.name}`, decodeText(content, entry.name));
  }
  const root = chooseRoot([...files.keys()], files);
  return { root, files };
}

function listEntries(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_FILES) throw bad(`The archive has ${count} files; at most ${MAX_FILES} are accepted.`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw bad("The archive's directory is damaged.");
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const mode = view.getUint32(at + 38, true) >>> 16;
    refuseUnsafe(name, mode, flags);
    if (names.has(name)) throw bad(`The archive holds "${name}" twice.`);
    names.add(name);
    if (!name.endsWith("/")) {
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        compressed: contentOf(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true)),
        size: view.getUint32(at + 24, true),
      });
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw bad("This is not a complete ZIP archive.");
}

function refuseUnsafe(name: string, mode: number, flags: number): void {
  const shown = name.slice(0, 100);
  if ((mode & 0o170000) === 0o120000) throw bad(`The archive holds a symbolic link: "${shown}".`);
  if (flags & 1) throw bad("The archive is encrypted.");
  if (
    name.length > 500 ||
    /^[/\\]|^[a-z]:|\\|\0/i.test(name) ||
    name.split("/").some((part) => part === "..")
  ) {
    throw bad(`The archive holds a path that leads outside: "${shown}".`);
  }
}

function contentOf(bytes: Uint8Array, view: DataView, offset: number, length: number): Uint8Array {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw bad("The archive's directory is damaged.");
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + length > bytes.length) throw bad("The archive is cut off.");
  return bytes.subarray(start, start + length);
}

function inflate(entry: Entry, maxBytes: number): Uint8Array {
  if (entry.size > maxBytes) throw tooLarge(maxBytes);
  if (entry.method === 0) return entry.compressed;
  if (entry.method !== 8) throw bad(`"${entry.name}" is packed in a way that is not supported.`);
  const chunks: Uint8Array[] = [];
  let total = 0;
  const stream = new Inflate((chunk) => {
    total += chunk.length;
    if (total > maxBytes || total > entry.size) throw tooLarge(maxBytes);
    chunks.push(chunk);
  });
  try {
    // Small pieces, so that a bomb is noticed before it is unpacked.
    for (let at = 0; at < entry.compressed.length; at += 16_384) {
      stream.push(entry.compressed.subarray(at, at + 16_384), at + 16_384 >= entry.compressed.length);
    }
  } catch (error) {
    if (error instanceof Error && error.name === "Rejection") throw error;
    throw bad(`"${entry.name}" in the archive is damaged.`);
  }
  return Buffer.concat(chunks);
}

/** The shallowest file that looks like the document itself. */
function chooseRoot(names: string[], files: Map<string, string>): string {
  const depth = (name: string): number => name.split("/").length;
  const candidates = names
    .filter((name) => /^["'{\s]*(openapi|swagger)["']?\s*:/m.test((files.get(name) ?? "").slice(0, 20_000)))
    .sort(
      (a, b) => depth(a) - depth(b) || Number(isRootName(b)) - Number(isRootName(a)) || a.localeCompare(b),
    );
  const root = candidates[0];
  if (!root) {
    throw bad(
      "No file in the archive is an OpenAPI document.",
      "The archive needs a file such as openapi.yaml with an “openapi” or “swagger” field.",
    );
  }
  return root;
}

function isRootName(name: string): boolean {
  return ROOT_NAMES.test(name.split("/").at(-1) ?? "");
}

function bad(message: string, hint?: string): Error {
  return reject("archive", message, { hint });
}

function tooLarge(maxBytes: number): Error {
  return bad(`Unpacked, the archive has more than ${megabytes(maxBytes)}.`);
}
