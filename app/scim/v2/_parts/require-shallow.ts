import { Refusal } from "#server/platform/refusal.ts";

const MOST_DEPTH = 12;
const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, new Set([0x5b, 0x7b]), new Set([0x5d, 0x7d])];

/** Refuses JSON that nests deeper than any resource does, before a parser walks into it. */
export function requireShallow(bytes: Uint8Array): void {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (CLOSE.has(byte)) depth--;
    else if (OPEN.has(byte) && ++depth > MOST_DEPTH)
      throw new Refusal("invalid_input", "The body is nested too deeply.");
  }
}
