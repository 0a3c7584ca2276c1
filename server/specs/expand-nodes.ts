import type { SchemaNode, SchemaProperty } from "./schema.ts";
import { childNodes, STRUCTURE } from "./schema-tree.ts";

/** Rows a page can take; what lies beyond is one click away. */
const MAX_ROWS = 450;
/** One schema may not use up what the others of the page need. */
const MAX_ROWS_PER_EXPANSION = 220;
/** What the operation says itself has no other page: it is cut only where no honest document comes. */
const MAX_OWN_ROWS = 3_000;
const MAX_DEPTH = 7;
/** Values of an enum beyond the first hundred take room, too: so many are a row. */
const FREE_VALUES = 100;
const VALUES_IN_A_ROW = 20;

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
    if (rows > MAX_OWN_ROWS && !open.node.ref) cutInline(open.node);
    for (const child of childNodes(open.node)) queue.push({ node: child, inside, depth: open.depth + 1 });
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
  const isDeep = target && depth > MAX_DEPTH && childNodes(target).length > 0;
  if (!target || isDeep || size > rowsLeft || size > MAX_ROWS_PER_EXPANSION) {
    if (target) keepAtCut(node, target);
    node.cut = "size";
    return inside;
  }
  const { ref, descriptionHtml, types: _, constraints = [], ...own } = node;
  const copy = copyNode(target);
  // A schema that is itself only a reference: keep the outer name, go on inside the inner one.
  const inner = copy.ref ? { allOf: [copy], types: [] } : copy;
  const facts = [...(inner.constraints ?? []), ...constraints];
  Object.assign(node, inner, own, { types: inner.types, ref }, facts.length > 0 && { constraints: facts });
  if (descriptionHtml ?? inner.descriptionHtml)
    node.descriptionHtml = descriptionHtml ?? inner.descriptionHtml ?? "";
  return new Set(inside).add(key);
}

/** What a row must know of a schema that is not shown in place. */
function keepAtCut(node: SchemaNode, { types, isReadOnly, isWriteOnly, isDeprecated }: SchemaNode): void {
  node.types = types;
  if (isReadOnly) node.isReadOnly = true;
  if (isWriteOnly) node.isWriteOnly = true;
  if (isDeprecated) node.isDeprecated = true;
}

function rowsOf(node: SchemaNode): number {
  const values = Math.max(0, (node.enum?.length ?? 0) - FREE_VALUES);
  return childNodes(node).length + 1 + Math.ceil(values / VALUES_IN_A_ROW);
}

function cutInline(node: SchemaNode): void {
  if (childNodes(node).length <= 1 && !node.items) return;
  for (const word of STRUCTURE) delete node[word];
  node.cut = "size";
}

/** Readers want the fields, not the composition: plain object parts of an allOf become one list. */
function mergeAllOf(node: SchemaNode): void {
  const parts = node.allOf;
  if (!parts) return;
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only && !only.cut && isDisjoint(node, only)) {
    mergeOnly(node, only);
    return;
  }
  if (node.left?.allOf || !parts.every(isPlainObject)) return;
  const hidden = [...parts, node].map((part) => (part.propertyCount ?? 0) - (part.properties?.length ?? 0));
  const merged = new Map<string, SchemaProperty>();
  const required = new Set<string>();
  for (const part of [...parts, node]) {
    for (const name of part.required ?? []) required.add(name);
    for (const property of part.properties ?? []) {
      const known = merged.get(property.name);
      merged.set(
        property.name,
        known ? { ...property, isRequired: known.isRequired || property.isRequired } : property,
      );
    }
  }
  for (const property of merged.values())
    if (required.delete(property.name)) merged.set(property.name, { ...property, isRequired: true });
  delete node.allOf;
  delete node.required;
  const isNullable = node.types.includes("null");
  const types = node.types.filter((type) => type !== "null");
  node.types = [...(types.length > 0 ? types : ["object"]), ...(isNullable ? ["null"] : [])];
  node.properties = [...merged.values()];
  const left = hidden.reduce((sum, count) => sum + Math.max(0, count), 0);
  if (left > 0) node.propertyCount = merged.size + left;
  if (required.size > 0) node.required = [...required];
}

function isDisjoint(node: SchemaNode, part: SchemaNode): boolean {
  return !node.required && STRUCTURE.every((word) => word === "allOf" || !(word in node && word in part));
}

/** "All of one" is that one, with what the outer schema adds: a description, a flag, "or null". */
function mergeOnly(node: SchemaNode, part: SchemaNode): void {
  const { ref, types, allOf: _, constraints = [], ...outer } = node;
  const facts = [...(part.constraints ?? []), ...constraints];
  const left = { ...part.left, ...outer.left };
  const isNullable = types.includes("null") && !part.types.includes("null");
  const name = ref ?? part.ref;
  delete node.allOf;
  Object.assign(node, part, outer, {
    types: isNullable && part.types.length > 0 ? [...part.types, "null"] : part.types,
    ...(name && { ref: name }),
    ...(facts.length > 0 && { constraints: facts }),
    ...(Object.keys(left).length > 0 && { left }),
  });
}

function isPlainObject(node: SchemaNode): boolean {
  const isObject = node.types.every((type) => type === "object" || type === "null");
  if (!isObject || node.cut || node.enum || node.isNever || node.discriminator) return false;
  return STRUCTURE.every((word) => word === "properties" || node[word] === undefined);
}

function copyNode(node: SchemaNode): SchemaNode {
  return structuredClone(node);
}
