/** How an answer's body is shown. */
export type BodyView = "none" | "json" | "xml" | "text" | "html" | "image" | "events" | "lines" | "binary";

/** More than this is cut in view and kept whole for the download. */
export const MOST_SHOWN_BYTES = 5_000_000;
const MEDIA_IMAGE = /^image\/(png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)$/;

/** What the content type promises; "" where only the bytes can tell. */
export function viewOfType(contentType: string): BodyView | "" {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "") return "";
  if (type === "text/event-stream") return "events";
  if (/^application\/(x-)?(jsonl|ndjson|jsonlines|json-seq|json-lines)$/.test(type)) return "lines";
  if (/[/+]json$/.test(type)) return "json";
  if (MEDIA_IMAGE.test(type)) return "image";
  if (type === "text/html" || type === "application/xhtml+xml") return "html";
  if (/[/+]xml$/.test(type)) return "xml";
  if (type.startsWith("text/") || /yaml$|javascript$|graphql$|x-www-form-urlencoded$/.test(type))
    return "text";
  return type === "application/octet-stream" ? "" : "binary";
}

/** What the bytes are where the type says nothing: JSON, text, or neither. */
export function viewOfBytes(bytes: Uint8Array): BodyView {
  if (bytes.length === 0) return "none";
  const head = decodeWhole(bytes.subarray(0, 4_096), bytes.length > 4_096);
  if (head === null || head.includes("\0")) return "binary";
  return /^\s*[[{]/.test(head) ? "json" : "text";
}

function decodeWhole(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}

/** The text of a body by its charset, at most what can be shown. */
export function textOfBytes(bytes: Uint8Array, contentType: string): { text: string; isCut: boolean } {
  const isCut = bytes.length > MOST_SHOWN_BYTES;
  const charset = /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  return { text: decoderOf(charset).decode(bytes.subarray(0, MOST_SHOWN_BYTES)), isCut };
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** Name for a download: what the answer says, else the end of the address. */
export function downloadName(headers: readonly [string, string][], url: string): string {
  const disposition = headers.find(([name]) => name.toLowerCase() === "content-disposition")?.[1] ?? "";
  const stated = /filename="?([^";]+)/i.exec(disposition)?.[1] ?? "";
  const last = new URL(url, "http://x.invalid").pathname.split("/").filter(Boolean).at(-1) ?? "";
  const name = (stated || last).replace(/[^\w.-]+/g, "_").replace(/^[.-]+/, "");
  return name.slice(0, 80) || "answer";
}

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** "84 ms", "2.4 s". */
export function durationText(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${NUMBER.format(ms / 1_000)} s`;
}
