import { toHtml } from "hast-util-to-html";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema, type Options } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { unifyAdmonitions } from "./admonitions.ts";
import { type Settling, settleMarkup } from "./settle-markup.ts";

const MAX_MARKDOWN = 200_000;

/**
 * No images (they would tell a third party who reads), no forms, no classes but code's own; ids get a prefix. The one
 * kind of field that passes, the disabled box of a task list, is drawn afterwards.
 */
const SCHEMA: Options = {
  ...defaultSchema,
  clobberPrefix: "md-",
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["picture", "source"].includes(name)),
  attributes: { ...defaultSchema.attributes, code: [["className", /^language-./]] },
  protocols: { href: ["http", "https", "mailto"] },
};

const plain = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, SCHEMA)
  .freeze();
const withHtml = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, SCHEMA)
  .freeze();

/**
 * Untrusted Markdown as safe HTML: nothing runs, nothing is fetched, headings start at level 3 so that they fit under a
 * page's own. Images become links. With `find` links into a document lead to its pages, and those to nothing are text.
 */
export function renderMarkdown(markdown: string, settling: Settling = {}): string {
  const simple = renderSimple(markdown);
  if (simple !== undefined) return simple;
  const text = tidied(markdown);
  const source = text.length > MAX_MARKDOWN ? `${text.slice(0, MAX_MARKDOWN)}…` : text;
  try {
    const pipeline = source.includes("<") ? withHtml : plain;
    const tree = pipeline.runSync(pipeline.parse(linkImages(unifyAdmonitions(source))));
    settleMarkup(tree, settling);
    return toHtml(tree);
  } catch {
    return `<p>${escapeHtml(source)}</p>`;
  }
}

const NEEDS_PARSER =
  /[\\<]|&[#\w]+;|~~|!\[|\|\s*-|https?:\/\/|www\.|\w@\w|(^|\W)_|_(\W|$)|^\s{0,3}[>#|]|^\s*([-+]|\d+[.)])\s|^( {4}|\t)|^\s*(---|===|:::)/m;
const PIECE =
  /`([^`\n]+)`|\*\*([^*\n`[\]]+)\*\*|\[([^[\]`*\n]+)\]\((https?:\/\/[A-Za-z0-9./?#=&%:;,+\-_~]+)\)/g;

/** One kind of line end, as remarks and paragraphs are read line by line. */
function tidied(markdown: string): string {
  return markdown.replace(/\r\n?/g, "\n").trim();
}

/** Most descriptions are prose with a code word or a link: not worth a parser. Undefined when in doubt. */
export function renderSimple(markdown: string): string | undefined {
  const text = tidied(markdown);
  if (text === "") return "";
  if (text.length > 2_000) return undefined;
  const rest = text.replace(PIECE, "");
  if (NEEDS_PARSER.test(rest) || /[`*[\]]/.test(rest)) return undefined;
  return text
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => `<p>${renderInline(paragraph)}</p>`)
    .join("\n");
}

function renderInline(text: string): string {
  let html = "";
  let last = 0;
  for (const match of text.matchAll(PIECE)) {
    const [whole, code, strong, label, url] = match;
    html += escapeHtml(text.slice(last, match.index));
    if (code !== undefined) html += `<code>${escapeHtml(code.trim())}</code>`;
    else if (strong !== undefined) html += `<strong>${escapeHtml(strong)}</strong>`;
    else html += `<a href="${escapeHtml(url ?? "")}" rel="nofollow noopener">${escapeHtml(label ?? "")}</a>`;
    last = match.index + whole.length;
  }
  return html + escapeHtml(text.slice(last));
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A label ends where the next one begins, so that no character is read twice. */
export function linkImages(markdown: string): string {
  return markdown.replace(/!\[([^[\]\n]*)\]\(/g, (_, label: string) => `[${label || "image"}](`);
}

/** A link or picture with its text. Addresses may hold brackets in pairs, as code in one may. */
export const LINK = /!?\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/g;

/** Markdown as one line of plain text, for search and leads. */
export function plainText(markdown: string): string {
  return markdown
    .slice(0, 20_000)
    .replace(/```[\s\S]*?(```|$)/g, " ")
    .replace(/^ {0,3}:{3,}[ \t]*\w*|\[!\w+\]/gm, " ")
    .replace(/<[^>]{0,500}>/g, " ")
    .replace(LINK, "$1")
    .replace(/[`*_#>|~]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
