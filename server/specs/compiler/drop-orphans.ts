import { isTree, member, splitPointer, type Tree, treeAt } from "./tree.ts";

/** Removes the components that `before` used and `after`, with parts of it taken away, uses no longer. */
export function dropOrphans(before: Tree, after: Tree): Tree {
  const wasUsed = usedComponents(before);
  const isUsed = usedComponents(after);
  const isKept = (pointer: string): boolean => !wasUsed.has(pointer) || isUsed.has(pointer);
  const keep = (tree: Tree, prefix: string): Tree =>
    Object.fromEntries(Object.entries(tree).filter(([name]) => isKept(`${prefix}/${name}`)));
  const kept: Tree = { ...after };
  if (isTree(after.components)) {
    kept.components = Object.fromEntries(
      Object.entries(after.components).map(([kind, parts]) => [
        kind,
        isTree(parts) ? keep(parts, `components/${kind}`) : parts,
      ]),
    );
  }
  for (const kind of ["definitions", "parameters", "responses"]) {
    if (isTree(after[kind])) kept[kind] = keep(treeAt(after, kind), kind);
  }
  return kept;
}

/** Components reached by references from outside of the components, as "components/schemas/Name". */
function usedComponents(root: Tree): Set<string> {
  const { components: _c, definitions: _d, parameters: _p, responses: _r, ...outside } = root;
  const used = new Set<string>();
  const queue: unknown[] = [outside];
  const seen = new Set<unknown>();
  for (let next = queue.pop(); queue.length > 0 || next !== undefined; next = queue.pop()) {
    if (typeof next === "string") addUse(next, root, used, queue);
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const child of Object.values(next)) {
      if (typeof child === "object" || (typeof child === "string" && child.startsWith("#/")))
        queue.push(child);
    }
  }
  return used;
}

/** Any text that points into the components counts: references, and the mapping of a discriminator. */
function addUse(pointer: string, root: Tree, used: Set<string>, queue: unknown[]): void {
  const parts = splitPointer(pointer).slice(0, pointer.startsWith("#/components/") ? 3 : 2);
  const name = parts.join("/");
  if (used.has(name)) return;
  const target = parts.reduce<unknown>(member, root);
  if (target === undefined) return;
  used.add(name);
  queue.push(target);
}
