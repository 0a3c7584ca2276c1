import { placeOf, reject } from "./rejection.ts";

/** Strict UTF-8, or UTF-16 with a byte order mark; nothing is guessed and nothing is replaced. */
export function decodeText(bytes: Uint8Array, file?: string): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw badBytes(bytes, encoding, file);
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw reject("nul-character", `The document contains a NUL character at offset ${nul}.`, {
      ...placeOf(text, nul),
      hint: "Remove it; NUL is not allowed in YAML or JSON text.",
      file,
    });
  }
  return text;
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}

function badBytes(bytes: Uint8Array, encoding: string, file?: string): Error {
  if (encoding !== "utf-8")
    return reject("encoding", `The document is not valid ${encoding.toUpperCase()}.`, {
      line: 1,
      column: 1,
      file,
    });
  const offset = firstInvalidByte(bytes);
  const before = new TextDecoder().decode(bytes.subarray(0, offset));
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  return reject("encoding", `The document is not valid UTF-8: byte 0x${byte} at offset ${offset}.`, {
    ...placeOf(before, before.length),
    hint: "Save the file as UTF-8; it may have been written as Latin-1 or Windows-1252.",
    file,
  });
}

/** Halves the distance: decoding as a stream accepts a sequence cut at the end, but no bad one. */
function firstInvalidByte(bytes: Uint8Array): number {
  const isValid = (end: number): boolean => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  if (isValid(bytes.length)) return bytes.length - 1;
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isValid(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
