import { decodedOr } from "#lib/decoded-or.ts";
import { isTree, member, splitPointer, type Tree } from "./tree.ts";

/** Where a document without an address of its own is taken to lie; nothing is ever fetched from there. */
const NOWHERE = "https://document.invalid/";
const IDENTIFIERS = ["$id", "$anchor", "$dynamicAnchor", "$self"];
/** What these hold is data: a "$ref" or "$id" in it is only a name. */
const DATA_WORDS = new Set(["example", "examples", "default", "const", "enum", "value", "dataValue"]);
const NAME_MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "schemas"]);

/** A part of the document with an address: the whole of it, or a schema with `$id`. */
interface Resource {
  uri: string;
  pointer: string;
  node: Tree;
  anchors: Map<string, { pointer: string; isDynamic: boolean }>;
}

interface Found {
  node: Tree;
  resource: Resource;
}

/**
 * References by `$id`, `$anchor` and the document's own `$self` become plain pointers into the document, which every
 * reader after this one understands. A reference to an address that the document does not contain stays as it is.
 */
export function settleIdentifiers(root: Tree): Tree {
  if (!hasIdentifier(root)) return root;
  const { resources, references } = survey(root);
  const changes = new Map<Tree, Tree>();
  for (const { node, resource } of references) {
    const settled = settledReference(node, resource, resources);
    if (settled) changes.set(node, settled);
  }
  return changes.size > 0 ? rebuild(root, changes) : root;
}

function hasIdentifier(root: Tree): boolean {
  const stack: unknown[] = [root];
  const seen = new Set<unknown>();
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    if (isTree(node) && IDENTIFIERS.some((word) => typeof member(node, word) === "string")) return true;
    for (const child of Object.values(node)) stack.push(child);
  }
  return false;
}

function survey(root: Tree): { resources: Map<string, Resource>; references: Found[] } {
  const self = member(root, "$self");
  const uri = typeof self === "string" && URL.canParse(self, NOWHERE) ? new URL(self, NOWHERE).href : NOWHERE;
  const whole: Resource = { uri, pointer: "", node: root, anchors: new Map() };
  const resources = new Map([[withoutFragment(uri), whole]]);
  const references: Found[] = [];
  const seen = new Set<unknown>();

  function visit(node: unknown, pointer: string, outer: Resource, isNameMap: boolean): void {
    if (typeof node !== "object" || node === null || seen.has(node)) return;
    seen.add(node);
    let resource = outer;
    if (isTree(node) && !isNameMap) {
      const id = member(node, "$id");
      if (typeof id === "string" && URL.canParse(id, outer.uri)) {
        resource = { uri: new URL(id, outer.uri).href, pointer, node, anchors: new Map() };
        const address = withoutFragment(resource.uri);
        if (!resources.has(address)) resources.set(address, resource);
      }
      for (const word of ["$anchor", "$dynamicAnchor"]) {
        const anchor = member(node, word);
        if (typeof anchor === "string" && !resource.anchors.has(anchor))
          resource.anchors.set(anchor, { pointer, isDynamic: word === "$dynamicAnchor" });
      }
      if (typeof member(node, "$ref") === "string" || typeof member(node, "$dynamicRef") === "string")
        references.push({ node, resource });
    }
    for (const [name, child] of Object.entries(node)) {
      if (!isNameMap && DATA_WORDS.has(name)) continue;
      visit(child, `${pointer}/${escapeName(name)}`, resource, !isNameMap && NAME_MAPS.has(name));
    }
  }

  visit(root, "", whole, false);
  return { resources, references };
}

function settledReference(
  node: Tree,
  resource: Resource,
  resources: Map<string, Resource>,
): Tree | undefined {
  const { $ref, $dynamicRef, ...rest } = node;
  if (typeof $ref === "string") {
    const pointer = resolve($ref, resource, resources)?.pointer;
    return pointer && `#${pointer}` !== $ref ? { ...node, $ref: `#${pointer}` } : undefined;
  }
  // A dynamic reference whose first target is no dynamic anchor is an ordinary one.
  const target = resolve(String($dynamicRef), resource, resources);
  if (!target?.pointer) return undefined;
  return target.isDynamic
    ? { ...node, $dynamicRef: `#${String($dynamicRef).split("#")[1]}` }
    : { ...rest, $ref: `#${target.pointer}` };
}

function resolve(
  ref: string,
  from: Resource,
  resources: Map<string, Resource>,
): { pointer: string; isDynamic: boolean } | undefined {
  if (!URL.canParse(ref, from.uri)) return undefined;
  const address = new URL(ref, from.uri);
  const target = resources.get(withoutFragment(address.href));
  if (!target) return undefined;
  const fragment = decodedOr(address.hash.slice(1), address.hash.slice(1));
  if (fragment === "") return { pointer: target.pointer, isDynamic: false };
  if (!fragment.startsWith("/"))
    return target.anchors.get(fragment) ?? anywhere(fragment, target === from ? resources : undefined);
  // Many documents give schemas an "$id" and go on pointing from the document's root: then that is meant.
  return holds(target.node, fragment)
    ? { pointer: target.pointer + fragment.replaceAll("%", "%25"), isDynamic: false }
    : undefined;
}

function anywhere(
  anchor: string,
  resources: Map<string, Resource> | undefined,
): { pointer: string; isDynamic: boolean } | undefined {
  for (const { anchors } of resources?.values() ?? []) {
    const found = anchors.get(anchor);
    if (found) return found;
  }
  return undefined;
}

function holds(node: Tree, pointer: string): boolean {
  let at: unknown = node;
  for (const part of splitPointer(pointer)) at = Array.isArray(at) ? at[Number(part)] : member(at, part);
  return at !== undefined;
}

/** Copies only what lies above a change. */
function rebuild(root: Tree, changes: Map<Tree, Tree>): Tree {
  const done = new Map<object, unknown>();
  const copy = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (done.has(node)) return done.get(node);
    const own = (isTree(node) && changes.get(node)) || node;
    const parts = Object.entries(own).map(([name, child]) => [name, child, copy(child)] as const);
    const isSame = parts.every(([, before, after]) => before === after);
    const result = isSame
      ? own
      : Array.isArray(own)
        ? parts.map(([, , after]) => after)
        : Object.fromEntries(parts.map(([name, , after]) => [name, after]));
    done.set(node, result);
    return result;
  };
  const copied = copy(root);
  return isTree(copied) ? copied : root;
}

function withoutFragment(uri: string): string {
  return uri.split("#")[0] ?? uri;
}

function escapeName(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}
