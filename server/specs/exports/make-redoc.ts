import { renderMarkdown } from "../render-markdown.ts";
import { weighForRedoc } from "./redoc-weight.ts";

/** Up to here Redoc shows its first text within about five seconds and 300 MB; docs/decisions/0036 has the figures. */
const MOST_SECTIONS = 150;
const MOST_MEMBERS = 8_000;

/**
 * The document as Redoc can take it, its texts sanitised, in JSON that may stand inside a script element; null when it
 * is too much to be drawn at once.
 */
export function makeRedoc(document: unknown): string | null {
  const { sections, members } = weighForRedoc(document);
  if (sections > MOST_SECTIONS || members > MOST_MEMBERS) return null;
  return JSON.stringify(withoutMarkup(whole(document), ""))
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

/** Redoc takes paths for granted and fails on tags and status codes that our compiler only remarks upon. */
function whole(document: unknown): unknown {
  if (typeof document !== "object" || document === null) return document;
  const { paths, tags }: { paths?: unknown; tags?: unknown } = document;
  const known = Array.isArray(tags) ? tags.filter(hasTextAsName) : [];
  return { ...document, paths: mapMembers(paths, (item) => mapMembers(item, withSoundNames)), tags: known };
}

function mapMembers(value: unknown, map: (member: unknown) => unknown): object {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(member)]));
}

/** `tags: [no]` is a tag "false" to everybody but Redoc, and "constructor" is one that its look-up has already. */
function withSoundNames(operation: unknown): unknown {
  if (typeof operation !== "object" || operation === null || Array.isArray(operation)) return operation;
  const { tags, responses }: { tags?: unknown; responses?: unknown } = operation;
  const answers = typeof responses === "object" && responses !== null ? Object.entries(responses) : [];
  return {
    ...operation,
    ...(Array.isArray(tags) && { tags: tags.map((tag) => (String(tag) in {} ? `${tag} ` : String(tag))) }),
    ...(responses !== undefined && {
      responses: Object.fromEntries(answers.filter(([status]) => STATUS.test(status))),
    }),
  };
}

function hasTextAsName(tag: unknown): boolean {
  return typeof tag === "object" && tag !== null && "name" in tag && typeof tag.name === "string";
}

const STATUS = /^([1-5](\d\d|XX)|default|x-.*)$/i;
const TEXTS = new Set(["description", "summary", "title", "x-displayName"]);

/** Texts that could hold markup, links or images go through our own renderer; plain ones are safe as they are. */
function withoutMarkup(value: unknown, name: string): unknown {
  if (typeof value === "string") return TEXTS.has(name) ? safeText(value, name) : value;
  if (Array.isArray(value)) {
    const items = name === "servers" ? value.filter(hasUrl) : value; // Redoc fails on a server without an address
    return items.map((item) => withoutMarkup(item, ""));
  }
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "x-logo" && key !== "__proto__");
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
