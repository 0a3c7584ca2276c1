import { createHash } from "node:crypto";
import type { Element, ElementContent, Root, RootContent, Text } from "hast";
import { common, createLowlight } from "lowlight";
import { anchorOf, type ReferenceTarget, referenceHref } from "#lib/reference-links.ts";
import { readAdmonition } from "./admonitions.ts";

const MAX_HIGHLIGHT = 20_000;
const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
const PREFIX = "md-";
/** What remark gives every text with footnotes; several texts share a page. */
const FOOTNOTES = /^(user-content-|footnote-label)/;

const lowlight = createLowlight(common);

export interface Settling {
  /** What a link that does not leave the document means; without it such links stay as they are. */
  find?: (href: string) => ReferenceTarget | undefined;
  /** Headings get addresses. */
  hasSections?: boolean;
}

interface Site extends Settling {
  /** Ids of this text as its links name them, and as they are. */
  ids: Map<string, string>;
  sections: Set<string>;
}

/**
 * After sanitising: heading levels, links, what is left of images and task boxes, remarks, highlighted code. What is
 * added here, classes above all, cannot come from the text.
 */
export function settleMarkup(tree: Root, settling: Settling): void {
  const site: Site = { ...settling, ids: new Map(), sections: new Set() };
  collectIds(tree, site.ids);
  if ([...site.ids.keys()].some((id) => FOOTNOTES.test(id))) renameFootnotes(tree, site.ids);
  settle(tree, site);
}

function collectIds(parent: Root | Element, ids: Map<string, string>): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    const { id } = child.properties;
    if (typeof id === "string" && id.startsWith(PREFIX)) ids.set(id.slice(PREFIX.length), id);
    collectIds(child, ids);
  }
}

function renameFootnotes(tree: Root, ids: Map<string, string>): void {
  const mark = createHash("sha256").update(textOf(tree)).digest("hex").slice(0, 6);
  for (const [name, id] of ids) {
    if (FOOTNOTES.test(name)) ids.set(name, id.replace(PREFIX, `${PREFIX}${mark}-`));
  }
}

function settle(parent: Root | Element, site: Site): void {
  parent.children.forEach((child: RootContent, index: number) => {
    if (child.type !== "element") return;
    const { id } = child.properties;
    if (typeof id === "string") child.properties.id = site.ids.get(id.slice(PREFIX.length)) ?? id;
    parent.children[index] = settled(child, site);
  });
}

function settled(element: Element, site: Site): Element {
  switch (element.tagName) {
    case "img":
      return imageLink(element);
    case "input":
      return taskBox(element);
    case "a":
      settleLink(element, site);
      break;
    case "blockquote":
      settleQuote(element);
      break;
    case "pre":
      highlight(element);
      break;
    default:
      if (HEADINGS.has(element.tagName)) settleHeading(element, site);
  }
  settle(element, site);
  return element;
}

function settleHeading(heading: Element, { hasSections, sections }: Site): void {
  heading.tagName = `h${Math.min(6, Number(heading.tagName.slice(1)) + 2)}`;
  const section = anchorOf(textOf(heading));
  if (!hasSections || section === "" || sections.has(section)) return;
  sections.add(section);
  heading.properties.id = `section-${section}`;
}

function settleLink(link: Element, { find, ids }: Site): void {
  const href = String(link.properties.href ?? "");
  const describedBy = link.properties.ariaDescribedBy;
  if (Array.isArray(describedBy))
    link.properties.ariaDescribedBy = describedBy.map((id) => ids.get(String(id).replace(PREFIX, "")) ?? id);
  if (/^(https?|mailto):/i.test(href) || (!find && !href.startsWith("#"))) {
    link.properties.rel = ["nofollow", "noopener"];
    return;
  }
  const inside = href.startsWith("#") ? ids.get(href.slice(1)) : undefined;
  const target = inside === undefined && href !== "" ? find?.(href) : undefined;
  if (inside !== undefined) link.properties.href = `#${inside}`;
  else if (target) link.properties = { href: referenceHref(target) };
  else if (find) {
    link.tagName = "span";
    link.properties = {};
  }
}

/** GitHub's "> [!NOTE]": a remark with its kind in words. */
function settleQuote(quote: Element): void {
  const paragraph = quote.children.find((child) => child.type === "element");
  const first = paragraph?.tagName === "p" ? paragraph.children[0] : undefined;
  const remark = first?.type === "text" ? readAdmonition(first.value) : undefined;
  if (!paragraph || first?.type !== "text" || !remark) return;
  // A first line that goes on with marked-up words is no title.
  const isTitle = paragraph.children.length === 1 || first.value.trimStart().includes("\n");
  first.value = isTitle ? remark.rest : `${remark.title} ${remark.rest}`.trimStart();
  if (paragraph.children.length === 1 && first.value.trim() === "")
    quote.children = quote.children.filter((child) => child !== paragraph);
  const title: Element = element("p", { className: ["admonition-title"] }, remark.word);
  if (isTitle && remark.title !== "") title.children.push(text(`: ${remark.title}`));
  quote.tagName = "div";
  quote.properties = { className: ["admonition", `admonition-${remark.tone}`], role: "note" };
  quote.children.unshift(title);
}

function imageLink(image: Element): Element {
  const { src, alt } = image.properties;
  const label = typeof alt === "string" && alt ? alt : "image";
  if (typeof src !== "string" || !/^https?:\/\//i.test(src)) return element("span", {}, label);
  return element("a", { href: src, rel: ["nofollow", "noopener"] }, label);
}

function taskBox(input: Element): Element {
  const isDone = input.properties.checked !== undefined && input.properties.checked !== false;
  const className = isDone ? ["task", "task-done"] : ["task"];
  return element("span", { className, role: "img", ariaLabel: isDone ? "Done:" : "To do:" });
}

function highlight(pre: Element): void {
  const code = pre.children[0];
  if (code?.type !== "element" || code.tagName !== "code") return;
  const source = code.children[0];
  const names = code.properties.className;
  const language = Array.isArray(names) ? String(names[0] ?? "").replace("language-", "") : "";
  if (source?.type !== "text" || !lowlight.registered(language) || source.value.length > MAX_HIGHLIGHT)
    return;
  code.children = lowlight.highlight(language, source.value).children.filter(isShown);
}

function isShown(child: RootContent): child is Element | Text {
  return child.type === "element" || child.type === "text";
}

function element(tagName: string, properties: Element["properties"], label?: string): Element {
  const children: ElementContent[] = label === undefined ? [] : [text(label)];
  return { type: "element", tagName, properties, children };
}

function text(value: string): Text {
  return { type: "text", value };
}

function textOf(node: Root | Element): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? textOf(child) : ""))
    .join("");
}
