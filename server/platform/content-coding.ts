import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/** What unpacks a body of this Content-Encoding; nothing for a plain body, "unknown" when we cannot. */
export function decoderFor(contentEncoding: string | undefined): Transform | undefined | "unknown" {
  const coding = contentEncoding?.trim().toLowerCase() || "identity";
  if (coding === "identity") return undefined;
  return coding in DECODERS ? DECODERS[coding as keyof typeof DECODERS]() : "unknown";
}
