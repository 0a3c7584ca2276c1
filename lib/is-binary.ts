/** What of a schema tells whether its value is bytes. */
interface BinaryHints {
  format?: unknown;
  contentMediaType?: unknown;
  contentEncoding?: unknown;
}

const BYTES = /^(image|audio|video)\/|^application\/(octet-stream|pdf|zip|gzip)/i;

/**
 * Whether a value is sent as a file: by its format until OpenAPI 3.0, and since then by a media type of bytes, its own
 * or its part's, that no text encodes.
 */
export function isBinary(
  { format, contentMediaType, contentEncoding }: BinaryHints,
  partType: string | undefined,
): boolean {
  if (format === "binary") return true;
  const type = typeof contentMediaType === "string" ? contentMediaType : (partType ?? "");
  return BYTES.test(type) && contentEncoding === undefined;
}
