import { toHtml } from "hast-util-to-html";
import { common, createLowlight } from "lowlight";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema, type Options } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

const MAX_MARKDOWN = 200_000;
const MAX_HIGHLIGHT = 20_000;
const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);

/** No images (they would tell a third party who reads), no forms, no classes but code's own; ids get a prefix. */
const SCHEMA: Options = {
  ...defaultSchema,
  clobberPrefix: "md-",
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !["input", "picture", "source"].includes(name)),
  attributes: { ...defaultSchema.attributes, code: [["className", /^language-./]] },
  protocols: { href: ["http", "https", "mailto"] },
};

const lowlight = createLowlight(common);
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

type Root = ReturnType<typeof plain.runSync>;
type RootContent = Root["children"][number];
type Element = Extract<RootContent, { type: "element" }>;
type ElementContent = Element["children"][number];
type Text = Extract<RootContent, { type: "text" }>;

/**
 * Untrusted Markdown as safe HTML: nothing runs, nothing is fetched, headings start at level 3 so that they fit under a
 * page's own. Images become links.
 */
export function renderMarkdown(markdown: string): string {
  const text = markdown.trim();
  if (text === "") return "";
  const simple = renderSimple(text);
  if (simple !== undefined) return simple;
  const source = text.length > MAX_MARKDOWN ? `${text.slice(0, MAX_MARKDOWN)}…` : text;
  try {
    const pipeline = source.includes("<") ? withHtml : plain;
    const tree: Root = pipeline.runSync(pipeline.parse(linkImages(source)));
    settle(tree);
    return toHtml(tree);
  } catch {
    return `<p>${escapeHtml(source)}</p>`;
  }
}

const NEEDS_PARSER =
  /[\\<]|&[#\w]+;|~~|!\[|\|\s*-|https?:\/\/|www\.|\w@\w|(^|\W)_|_(\W|$)|^\s{0,3}[>#|]|^\s*([-+]|\d+[.)])\s|^( {4}|\t)|^\s*(---|===)/m;
const PIECE =
  /`([^`\n]+)`|\*\*([^*\n`[\]]+)\*\*|\[([^[\]`*\n]+)\]\((https?:\/\/[A-Za-z0-9./?#=&%:;,+\-_~]+)\)/g;

/** Most descriptions are prose with a code word or a link: not worth a parser. Undefined when in doubt. */
function renderSimple(text: string): string | undefined {
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

function linkImages(markdown: string): string {
  return markdown.replace(/!\[([^\]\n]*)\]\(/g, (_, label: string) => `[${label || "image"}](`);
}

/** After sanitising: heading levels, link relations, what is left of images, highlighted code. */
function settle(parent: Root | Element): void {
  parent.children.forEach((child: RootContent, index: number) => {
    if (child.type !== "element") return;
    if (child.tagName === "img") {
      parent.children[index] = imageLink(child);
      return;
    }
    if (HEADINGS.has(child.tagName)) child.tagName = `h${Math.min(6, Number(child.tagName.slice(1)) + 2)}`;
    if (child.tagName === "a") child.properties.rel = ["nofollow", "noopener"];
    if (child.tagName === "pre") highlight(child);
    settle(child);
  });
}

function imageLink(image: Element): Element {
  const { src, alt } = image.properties;
  const label: ElementContent = { type: "text", value: typeof alt === "string" && alt ? alt : "image" };
  if (typeof src !== "string" || !/^https?:\/\//i.test(src))
    return { type: "element", tagName: "span", properties: {}, children: [label] };
  return {
    type: "element",
    tagName: "a",
    properties: { href: src, rel: ["nofollow", "noopener"] },
    children: [label],
  };
}

function highlight(pre: Element): void {
  const code = pre.children[0];
  if (code?.type !== "element" || code.tagName !== "code") return;
  const text = code.children[0];
  const names = code.properties.className;
  const language = Array.isArray(names) ? String(names[0] ?? "").replace("language-", "") : "";
  if (text?.type !== "text" || !lowlight.registered(language) || text.value.length > MAX_HIGHLIGHT) return;
  const isShown = (child: RootContent): child is Element | Text =>
    child.type === "element" || child.type === "text";
  code.children = lowlight.highlight(language, text.value).children.filter(isShown);
}

/** Markdown as one line of plain text, for search and leads. */
export function plainText(markdown: string): string {
  return markdown
    .slice(0, 20_000)
    .replace(/```[\s\S]*?(```|$)/g, " ")
    .replace(/<[^>]{0,500}>/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*_#>|~]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
