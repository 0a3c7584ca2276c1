import { isTree, member, type Tree, treeAt } from "./tree.ts";

/** Which schema each dynamic anchor means: the outermost one on the way from where reading began. */
export type Scope = ReadonlyMap<string, Tree>;
export const NO_SCOPE: Scope = new Map();

export interface DynamicScopes {
  /** The scope inside a schema: the anchors of its resource join, those from further out win. */
  enter(node: unknown, outer: Scope): Scope;
  /** What of a scope changes the meaning of a schema. */
  relevant(node: unknown, scope: Scope): Scope;
}

/** Hostile documents may chain references without end. */
const MAX_FOLLOWED = 3_000;
const STATIC: DynamicScopes = { enter: () => NO_SCOPE, relevant: () => NO_SCOPE };

/**
 * JSON Schema's dynamic scopes for one document. A resource is a schema with `$id`; a named schema without one is
 * taken for a resource too, because many documents leave the `$id` out.
 */
export function createDynamicScopes(root: Tree, follow: (ref: string) => unknown): DynamicScopes {
  const owners = new Map<Tree, Tree>();
  const anchors = new Map<Tree, Map<string, Tree>>();
  let hasDynamicRef = false;

  function visit(node: unknown, owner: Tree): void {
    if (typeof node !== "object" || node === null) return;
    if (!isTree(node)) {
      for (const child of Object.values(node)) visit(child, owner);
      return;
    }
    if (owners.has(node)) return;
    const resource = typeof member(node, "$id") === "string" ? node : owner;
    owners.set(node, resource);
    const anchor = member(node, "$dynamicAnchor");
    if (typeof anchor === "string") {
      const own = anchors.get(resource) ?? new Map<string, Tree>();
      if (!own.has(anchor)) own.set(anchor, node);
      anchors.set(resource, own);
    }
    if (typeof member(node, "$dynamicRef") === "string") hasDynamicRef = true;
    for (const child of Object.values(node)) visit(child, resource);
  }

  for (const schema of Object.values(treeAt(treeAt(root, "components"), "schemas")))
    if (isTree(schema)) visit(schema, schema);
  visit(root, root);
  if (!hasDynamicRef) return STATIC;

  function enter(node: unknown, outer: Scope): Scope {
    const owner = isTree(node) ? owners.get(node) : undefined;
    const own = owner && anchors.get(owner);
    return own ? new Map([...own, ...outer]) : outer;
  }

  const known = new Map<Tree, ReadonlySet<string>>();
  function namesBelow(start: Tree): ReadonlySet<string> {
    const ready = known.get(start);
    if (ready) return ready;
    const names = new Set<string>();
    const seen = new Set<unknown>([start]);
    for (const node of seen) {
      if (typeof node !== "object" || node === null) continue;
      const [ref, dynamic] = [member(node, "$ref"), member(node, "$dynamicRef")];
      if (typeof dynamic === "string") names.add(nameOf(dynamic));
      if (seen.size > MAX_FOLLOWED) break;
      if (typeof ref === "string") seen.add(follow(ref));
      for (const child of Object.values(node)) seen.add(child);
    }
    known.set(start, names);
    return names;
  }

  function relevant(node: unknown, scope: Scope): Scope {
    if (scope.size === 0 || !isTree(node)) return NO_SCOPE;
    const own = enter(node, NO_SCOPE);
    const names = namesBelow(node);
    const kept = [...scope].filter(([name, target]) => names.has(name) && own.get(name) !== target);
    return kept.length > 0 ? new Map(kept) : NO_SCOPE;
  }

  return { enter, relevant };
}

/** The anchor that a `$dynamicRef` names. */
export function nameOf(dynamicRef: string): string {
  return dynamicRef.slice(dynamicRef.indexOf("#") + 1);
}
