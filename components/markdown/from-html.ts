import { toMdast } from "hast-util-to-mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import rehypeRaw from "rehype-raw";
import { unified } from "unified";

const parser = unified().use(rehypeRaw).freeze();
const MOST_CHARS = 60_000;

type Hast = Parameters<typeof parser.runSync>[0];
type Mdast = ReturnType<typeof toMdast>;

/**
 * Sanitised HTML of a description as Markdown whose headings stand below ours: the highest becomes level `depth`. Links
 * into the portal become absolute and lead to the Markdown of a page.
 */
export function fromHtml(html: string | undefined, origin: string, depth: 3 | 4 | 5 = 3): string {
  if (!html) return "";
  const source = html.length > MOST_CHARS ? html.slice(0, html.lastIndexOf("<", MOST_CHARS)) : html;
  const root = { type: "root", children: [{ type: "raw", value: source }] } as Hast;
  const tree = toMdast(parser.runSync(root));
  settle(tree, origin, depth - highest(tree));
  const text = toMarkdown(tree, {
    extensions: [gfmToMarkdown()],
    bullet: "-",
    fences: true,
    rule: "-",
  }).trim();
  return source === html ? text : `${text}\n\n…`;
}

function highest(node: Mdast): number {
  if (node.type === "heading") return node.depth;
  return "children" in node ? Math.min(6, ...node.children.map(highest)) : 6;
}

function settle(node: Mdast, origin: string, down: number): void {
  if (node.type === "heading") node.depth = Math.min(6, Math.max(3, node.depth + down)) as typeof node.depth;
  if (node.type === "link" || node.type === "definition") node.url = toMarkdownAddress(node.url, origin);
  if ("children" in node) for (const child of node.children) settle(child, origin, down);
}

const PAGE = /^\/(apis|guides)(\/[^?#]*)?$/;

function toMarkdownAddress(url: string, origin: string): string {
  if (!url.startsWith("/") || url.startsWith("//")) return url;
  const [path = "", anchor] = url.split("#");
  const address = PAGE.test(path) && !/\.\w+$/.test(path) ? `${origin}${path}.md` : origin + path;
  return anchor === undefined ? address : `${address}#${anchor}`;
}
