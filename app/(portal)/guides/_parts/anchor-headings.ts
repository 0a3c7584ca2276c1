import type { Element, ElementContent, Root } from "hast";

export interface Heading {
  id: string;
  text: string;
  level: 2 | 3;
}

/** Gives each h2 and h3 an id made of its words, and lists them. */
export function anchorHeadings(found: Heading[]): (tree: Root) => void {
  return (tree) => {
    const used = new Set<string>();
    for (const node of tree.children) {
      if (node.type !== "element" || (node.tagName !== "h2" && node.tagName !== "h3")) continue;
      const text = textOf(node);
      const id = freeId(text, used);
      node.properties.id = id;
      found.push({ id, text, level: node.tagName === "h2" ? 2 : 3 });
    }
  };
}

function freeId(text: string, used: Set<string>): string {
  const base = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  let id = base;
  for (let n = 2; used.has(id); n++) id = `${base}-${n}`;
  used.add(id);
  return id;
}

function textOf(node: Element | ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}
