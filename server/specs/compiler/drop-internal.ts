import { decodedOr } from "#lib/decoded-or.ts";
import { lostFilter, operationsOf } from "./drop-lost.ts";
import { dropOrphans } from "./drop-orphans.ts";
import { isTree, listAt, member, splitPointer, type Tree, textAt, treeAt } from "./tree.ts";

const MARK = "x-internal";
const MAX_HOPS = 100;
/** Their members are named by the author, so that none of the names is a keyword. */
const NAME_MAPS = new Set([
  "paths",
  "webhooks",
  "x-webhooks",
  "schemas",
  "responses",
  "parameters",
  "examples",
  "requestBodies",
  "headers",
  "securitySchemes",
  "securityDefinitions",
  "links",
  "callbacks",
  "pathItems",
  "mediaTypes",
  "additionalOperations",
  "content",
  "encoding",
  "properties",
  "patternProperties",
  "dependentSchemas",
  "definitions",
  "$defs",
]);
/** What these hold is data, whatever it looks like. */
const DATA = new Set(["example", "default", "enum", "const", "value", "dataValue", "mapping", "scopes"]);

export interface Dropped {
  root: Tree;
  /** How many parts were marked. */
  count: number;
}

/**
 * The document without what is marked `x-internal: true`, what only refers to that, and what only that referred to.
 * Everything the portal shows or serves is made from what this leaves.
 */
export function dropInternal(root: Tree): Dropped {
  const tags = internalTags(root);
  const walk = walker(root, tags);
  const kept = walk.clean(root, false);
  if (!isTree(kept) || walk.count() === 0) return { root, count: 0 };
  return { root: dropOrphans(root, { ...kept, ...keptTags(kept, tags) }), count: walk.count() };
}

function internalTags(root: Tree): Set<string> {
  return new Set(
    listAt(root, "tags")
      .filter((tag) => member(tag, MARK) === true)
      .flatMap((tag) => textAt(tag, "name") ?? []),
  );
}

function keptTags(root: Tree, internal: Set<string>): Tree {
  const groups = member(root, "x-tagGroups");
  if (!Array.isArray(groups)) return {};
  const kept = groups.map((group) =>
    isTree(group) ? { ...group, tags: withoutNames(group, internal) } : group,
  );
  return { "x-tagGroups": kept };
}

function withoutNames(holder: Tree, internal: Set<string>): unknown[] {
  return listAt(holder, "tags").filter((tag) => typeof tag !== "string" || !internal.has(tag));
}

function walker(root: Tree, tags: Set<string>) {
  // YAML aliases share parts; a shared part stays one.
  const known = [new Map<object, unknown>(), new Map<object, unknown>()] as const;
  const marked = new Set<object>();
  const withoutLost = lostFilter(root, isInternal);

  function isInternal(node: unknown): boolean {
    let at = node;
    for (let hops = 0; isTree(at) && hops < MAX_HOPS; hops++) {
      if (isMarked(at)) {
        marked.add(at);
        return true;
      }
      const { $ref: ref } = at;
      if (typeof ref !== "string" || !ref.startsWith("#/")) return false;
      at = follow(ref);
    }
    return false;
  }

  function isMarked(node: unknown): boolean {
    return isTree(node) && node !== root && (node[MARK] === true || hasOnlyInternalTags(node));
  }

  /** Where a pointer leads, or the first internal part on the way there. */
  function follow(pointer: string): unknown {
    return splitPointer(decodedOr(pointer, pointer)).reduce<unknown>(
      (at, name) => (isMarked(at) ? at : childOf(at, name)),
      root,
    );
  }

  /** An operation all of whose tags are internal would lose its place. */
  function hasOnlyInternalTags(node: Tree): boolean {
    const names = tags.size > 0 && isTree(member(node, "responses")) ? listAt(node, "tags") : [];
    return names.length > 0 && withoutNames(node, tags).length === 0;
  }

  function clean(node: unknown, isNameMap: boolean): unknown {
    if (typeof node !== "object" || node === null) return node;
    const memory = known[isNameMap ? 1 : 0];
    if (!memory.has(node)) {
      memory.set(
        node,
        Array.isArray(node) ? cleanList(node) : isTree(node) ? cleanTree(node, isNameMap) : node,
      );
    }
    return memory.get(node);
  }

  function cleanList(list: unknown[]): unknown[] {
    return list.filter((item) => !isInternal(item)).map((item) => clean(item, false));
  }

  function cleanTree(tree: Tree, isNameMap: boolean): Tree {
    const kept: Tree = {};
    for (const [name, child] of Object.entries(tree)) {
      if (!isNameMap && DATA.has(name)) define(kept, name, child);
      else if (!isInternal(child) && !isEmptied(child, isNameMap)) {
        const cleaned = clean(child, !isNameMap && NAME_MAPS.has(name));
        const sound = isNameMap ? cleaned : withoutLost(name, cleaned);
        if (sound !== undefined) define(kept, name, sound);
      }
    }
    if (!isNameMap && Array.isArray(kept.required) && isTree(tree.properties))
      mendRequired(kept, tree.properties);
    if (!isNameMap && tags.size > 0 && isTree(tree.responses) && Array.isArray(tree.tags))
      kept.tags = withoutNames(tree, tags);
    return kept;
  }

  /** A path whose every operation is internal is itself not to be known. */
  function isEmptied(item: unknown, isNameMap: boolean): boolean {
    if (!isNameMap || !isTree(item)) return false;
    const operations = operationsOf(item);
    return (
      operations.length > 0 && operations.every((one) => isTree(member(one, "responses")) && isInternal(one))
    );
  }

  function mendRequired(kept: Tree, properties: Tree): void {
    const left = treeAt(kept, "properties");
    kept.required = listAt(kept, "required").filter(
      (name) => typeof name !== "string" || Object.hasOwn(left, name) || !Object.hasOwn(properties, name),
    );
  }

  return { clean, count: () => marked.size };
}

/** Also a member called "__proto__" is only a member. */
function define(tree: Tree, name: string, value: unknown): void {
  Object.defineProperty(tree, name, { value, enumerable: true, configurable: true, writable: true });
}

function childOf(node: unknown, name: string): unknown {
  return Array.isArray(node) ? node[Number(name)] : member(node, name);
}
