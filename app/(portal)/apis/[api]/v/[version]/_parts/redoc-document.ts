import { LRUCache } from "lru-cache";
import { getBundle, renderMarkdown } from "#server/specs/index.ts";

/** Redoc renders the whole document at once; beyond this it takes browsers many seconds and gigabytes. */
export const MOST_REDOC_BYTES = 3_000_000;

const prepared = new LRUCache<string, string>({
  maxSize: 24_000_000,
  sizeCalculation: (text) => text.length + 1,
});

/** The document as JSON for Redoc, its texts sanitised; null when it is too large to be shown that way. */
export async function redocDocument(documentId: string): Promise<string | null> {
  const known = prepared.get(documentId);
  if (known) return known;
  const bytes = await getBundle(documentId);
  if (bytes.byteLength > MOST_REDOC_BYTES) return null;
  const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const text = JSON.stringify(withoutMarkup(document, ""));
  prepared.set(documentId, text);
  return text;
}

const TEXTS = new Set(["description", "summary", "title", "x-displayName"]);

/** Texts that could hold markup, links or images go through our own renderer; plain ones are safe as they are. */
function withoutMarkup(value: unknown, name: string): unknown {
  if (typeof value === "string") return TEXTS.has(name) ? safeText(value, name) : value;
  if (Array.isArray(value)) {
    const items = name === "servers" ? value.filter(hasUrl) : value; // Redoc fails on a server without an address
    return items.map((item) => withoutMarkup(item, ""));
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "x-logo");
  return Object.fromEntries(
    kept.map(([key, item]) => [key, isScriptLink(key, item) ? "" : withoutMarkup(item, key)]),
  );
}

function hasUrl(server: unknown): boolean {
  return typeof server === "object" && server !== null && "url" in server && typeof server.url === "string";
}

/** Redoc makes links of these as they are. */
function isScriptLink(name: string, value: unknown): boolean {
  const isLink = name === "url" || name === "termsOfService";
  return isLink && typeof value === "string" && /^\s*(javascript|vbscript|data):/i.test(value);
}

function safeText(text: string, name: string): string {
  if (!/[<&[]/.test(text)) return text;
  if (name !== "description") return text.replace(/[<>]/g, "");
  // One line of HTML is left alone by Redoc's Markdown; inside <pre> the breaks survive as references.
  return renderMarkdown(text)
    .replace(/<pre[\s\S]*?<\/pre>/g, (block) => block.replaceAll("\n", "&#10;"))
    .replaceAll("\n", " ");
}
