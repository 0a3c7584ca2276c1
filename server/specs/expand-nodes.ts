import type { SchemaNode, SchemaProperty } from "./schema.ts";

/** Rows a page can take; what lies beyond is one click away. */
const MAX_ROWS = 450;
/** One schema may not use up what the others of the page need. */
const MAX_ROWS_PER_EXPANSION = 220;
const MAX_DEPTH = 7;

interface Open {
  node: SchemaNode;
  /** Named schemas this node is inside of. */
  inside: ReadonlySet<string>;
  depth: number;
}

/**
 * Puts named schemas in the place of references, nearest first over all roots, until the page is full. Returns copies;
 * the stored nodes stay as they are. `find` knows the page's closure.
 */
export function expandNodes(
  roots: SchemaNode[],
  find: (key: string) => SchemaNode | undefined,
): SchemaNode[] {
  const copies = roots.map(copyNode);
  const queue: Open[] = copies.map((node) => ({ node, inside: new Set(), depth: 0 }));
  let rows = 0;
  for (let next = 0; next < queue.length; next++) {
    const open = queue[next];
    if (!open) break;
    const inside = expandOne(open, find, MAX_ROWS - rows);
    rows += rowsOf(open.node);
    if (rows > MAX_ROWS && !open.node.ref) cutInline(open.node);
    for (const child of childrenOf(open.node)) queue.push({ node: child, inside, depth: open.depth + 1 });
  }
  for (const open of queue.reverse()) mergeAllOf(open.node);
  return copies;
}

/** Fills in a reference where it may be; returns what its children are inside of. */
function expandOne(
  { node, inside, depth }: Open,
  find: (key: string) => SchemaNode | undefined,
  rowsLeft: number,
): ReadonlySet<string> {
  if (!node.ref || node.cut) return inside;
  const { key } = node.ref;
  if (inside.has(key)) {
    node.cut = "cycle";
    return inside;
  }
  const target = find(key);
  const size = target ? rowsOf(target) : 0;
  if (!target || depth > MAX_DEPTH || size > rowsLeft || size > MAX_ROWS_PER_EXPANSION) {
    if (target) node.types = target.types;
    node.cut = "size";
    return inside;
  }
  const { ref, descriptionHtml, ...own } = node;
  const copy = copyNode(target);
  // A schema that is itself only a reference: keep the outer name, go on inside the inner one.
  const inner = copy.ref ? { allOf: [copy], types: [] } : copy;
  Object.assign(node, inner, own, { types: inner.types, ref });
  if (descriptionHtml ?? inner.descriptionHtml)
    node.descriptionHtml = descriptionHtml ?? inner.descriptionHtml ?? "";
  return new Set(inside).add(key);
}

function rowsOf(node: SchemaNode): number {
  return (
    (node.properties?.length ?? 0) +
    (node.oneOf?.length ?? 0) +
    (node.anyOf?.length ?? 0) +
    (node.allOf?.length ?? 0) +
    (node.patternProperties?.length ?? 0) +
    1
  );
}

function cutInline(node: SchemaNode): void {
  if (rowsOf(node) <= 2 && !node.items) return;
  for (const word of [
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
  ] as const)
    delete node[word];
  node.cut = "size";
}

/** Readers want the fields, not the composition: plain object parts of an allOf become one list. */
function mergeAllOf(node: SchemaNode): void {
  const parts = node.allOf;
  if (!parts) return;
  if (parts.length === 1 && parts[0] && !node.properties && !parts[0].cut) {
    const { ref, descriptionHtml, ...inner } = parts[0];
    delete node.allOf;
    const name = node.ref ?? ref;
    const text = node.descriptionHtml ?? descriptionHtml;
    Object.assign(node, inner, { ...(name && { ref: name }), ...(text && { descriptionHtml: text }) });
    return;
  }
  if (!parts.every(isPlainObject)) return;
  const merged = new Map<string, SchemaProperty>();
  for (const part of [...parts, node]) {
    for (const property of part.properties ?? []) {
      const known = merged.get(property.name);
      merged.set(
        property.name,
        known ? { ...property, isRequired: known.isRequired || property.isRequired } : property,
      );
    }
  }
  delete node.allOf;
  node.types = node.types.length > 0 ? node.types : ["object"];
  node.properties = [...merged.values()];
}

function isPlainObject(node: SchemaNode): boolean {
  const isObject =
    node.types.length === 0 || node.types.every((type) => type === "object" || type === "null");
  return (
    isObject &&
    !node.cut &&
    !node.oneOf &&
    !node.anyOf &&
    !node.allOf &&
    !node.not &&
    !node.enum &&
    !node.patternProperties &&
    !node.additionalProperties &&
    !node.items
  );
}

function childrenOf(node: SchemaNode): SchemaNode[] {
  return [
    ...(node.properties ?? []).map((property) => property.schema),
    ...(node.items ? [node.items] : []),
    ...(node.allOf ?? []),
    ...(node.oneOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.prefixItems ?? []),
    ...(node.patternProperties ?? []).map((pattern) => pattern.schema),
    ...(node.additionalProperties ? [node.additionalProperties] : []),
    ...(node.not ? [node.not] : []),
  ];
}

function copyNode(node: SchemaNode): SchemaNode {
  return structuredClone(node);
}
