import { decodedOr } from "#lib/decoded-or.ts";
import type { SchemaRef } from "../schema.ts";
import { createDynamicScopes, type DynamicScopes, NO_SCOPE, nameOf, type Scope } from "./dynamic-scope.ts";
import { slugger } from "./slug.ts";
import { flagAt, isTree, listAt, member, splitPointer, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_HOPS = 200;
/** Schemas that got a name because something points into them, or because they lie too deep to be shown in place. */
const MAX_DERIVED = 20_000;
/** Schemas that mean something else in another dynamic scope. */
const MAX_SPECIALISED = 500;

export interface RegisteredSchema extends SchemaRef {
  raw: unknown;
  /** What dynamic references in it mean, as far as that was decided outside of it. */
  scope: Scope;
}

/** Follows references in one document and gives each schema that is pointed at an address. */
export interface Registry {
  readonly root: Tree;
  /** In 3.0 and 2.0 a $ref stands alone; from 3.1 on keywords beside it count. */
  readonly allowsSiblings: boolean;
  schemas: RegisteredSchema[];
  findSchema(ref: string, scope?: Scope): SchemaRef | undefined;
  /** The schema that a discriminator's value means: the name of a component, or else a reference. */
  findByName(nameOrRef: string): SchemaRef | undefined;
  /** The reference of a schema that is one, in a scope. */
  findTarget(raw: Tree, scope?: Scope): { ref: string; target: SchemaRef | undefined } | undefined;
  /** Registers an unnamed schema found at `place`. */
  nameSchema(raw: unknown, place: string, scope?: Scope): SchemaRef | undefined;
  /** The scope inside a schema that is entered from `outer`. */
  enter(raw: unknown, outer: Scope): Scope;
  /** The named schemas that build on this one through allOf. */
  heirsOf(raw: Tree): SchemaRef[];
  /** Whether a schema, or what it refers to, is marked as nobody's business. */
  isInternal(raw: unknown): boolean;
  /** The object a reference object (not a schema) stands for; undefined when it leads nowhere. */
  deref(node: unknown): Tree | undefined;
}

export function createRegistry(root: Tree, allowsSiblings: boolean): Registry {
  const schemas: RegisteredSchema[] = [];
  const components = treeAt(treeAt(root, "components"), "schemas");
  const mostSchemas = MAX_DERIVED + Object.keys(components).length;
  const byPointer = new Map<string, SchemaRef | undefined>();
  const byNode = new Map<unknown, SchemaRef>();
  const specialised = new Map<unknown, { scope: Scope; ref: SchemaRef }[]>();
  const slug = slugger();
  let scopes: DynamicScopes | undefined;
  let heirs: Map<unknown, SchemaRef[]> | undefined;
  let specialisedCount = 0;

  function register(raw: unknown, name: string, scope: Scope, isUnnamed: boolean): SchemaRef {
    const ref: SchemaRef = {
      key: slug(name, "schema"),
      name: name.slice(0, 200),
      ...(isUnnamed && { isUnnamed }),
    };
    schemas.push({ ...ref, raw, scope });
    return ref;
  }

  function registerPlain(raw: unknown, name: string, isUnnamed: boolean): SchemaRef {
    const ref = register(raw, name, NO_SCOPE, isUnnamed);
    if (isTree(raw)) byNode.set(raw, ref);
    return ref;
  }

  for (const [name, raw] of Object.entries(components)) {
    if (flagAt(raw, "x-internal")) continue;
    const ref = registerPlain(raw, name, false);
    const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
    byPointer.set(`#/components/schemas/${escaped}`, ref);
    byPointer.set(`#/definitions/${escaped}`, ref);
  }

  function nodeAt(ref: string): unknown {
    if (!/^#(\/|$)/.test(ref)) return undefined;
    let at: unknown = root;
    for (const part of splitPointer(decodedOr(ref, ref))) {
      for (
        let hops = 0;
        hops < MAX_HOPS && isTree(at) && typeof member(at, "$ref") === "string" && !Object.hasOwn(at, part);
        hops++
      ) {
        at = directNode(String(at.$ref));
      }
      at = Array.isArray(at) ? at[Number(part)] : member(at, part);
    }
    return at;
  }

  function directNode(ref: string): unknown {
    return ref.startsWith("#/")
      ? splitPointer(decodedOr(ref, ref)).reduce<unknown>(
          (at, part) => (Array.isArray(at) ? at[Number(part)] : member(at, part)),
          root,
        )
      : undefined;
  }

  function scopesOf(): DynamicScopes {
    scopes ??= allowsSiblings
      ? createDynamicScopes(root, nodeAt)
      : { enter: () => NO_SCOPE, relevant: () => NO_SCOPE };
    return scopes;
  }

  function findSchema(ref: string, scope: Scope = NO_SCOPE): SchemaRef | undefined {
    const known = byPointer.get(ref);
    if (byPointer.has(ref) && (scope.size === 0 || !known)) return known;
    const node = nodeAt(ref);
    const isSchema = (isTree(node) && node !== root) || typeof node === "boolean";
    const found = isSchema ? inScope(node, shortName(ref), scope) : undefined;
    if (scope.size === 0) byPointer.set(ref, found);
    return found;
  }

  /** The page of a schema, another one for each meaning that a dynamic scope gives it. */
  function inScope(node: unknown, name: string, scope: Scope): SchemaRef | undefined {
    const plain = named(node, name, false);
    const relevant = scope.size > 0 ? scopesOf().relevant(node, scope) : NO_SCOPE;
    if (!plain || relevant.size === 0) return plain;
    const variants = specialised.get(node) ?? [];
    const known = variants.find((variant) => isSameScope(variant.scope, relevant));
    if (known) return known.ref;
    if (++specialisedCount > MAX_SPECIALISED) return plain;
    const words = [...relevant].map(([anchor, target]) => meaningOf(target, anchor));
    const ref = register(node, `${plain.name} of ${words.join(" and ")}`, relevant, false);
    specialised.set(node, [...variants, { scope: relevant, ref }]);
    return ref;
  }

  function meaningOf(target: Tree, anchor: string): string {
    const known = byNode.get(target);
    if (known) return known.name;
    const ref = member(target, "$ref");
    const pointed = typeof ref === "string" ? findSchema(ref)?.name : undefined;
    return pointed ?? textAt(target, "title") ?? textAt(target, "type") ?? anchor;
  }

  function findTarget(
    raw: Tree,
    scope: Scope = NO_SCOPE,
  ): { ref: string; target: SchemaRef | undefined } | undefined {
    const ref = member(raw, "$ref");
    if (typeof ref === "string") return { ref, target: findSchema(ref, scope) };
    const dynamic = member(raw, "$dynamicRef");
    if (typeof dynamic !== "string" || !allowsSiblings) return undefined;
    const node = scope.get(nameOf(dynamic));
    const alias = node && aliasOf(node);
    return {
      ref: dynamic,
      target: alias ? findSchema(alias, scope) : node && inScope(node, nameOf(dynamic), scope),
    };
  }

  function findByName(nameOrRef: string): SchemaRef | undefined {
    return Object.hasOwn(components, nameOrRef) ? byNode.get(components[nameOrRef]) : findSchema(nameOrRef);
  }

  function nameSchema(raw: unknown, place: string, scope: Scope = NO_SCOPE): SchemaRef | undefined {
    if (scope.size === 0 || scopesOf().relevant(raw, scope).size === 0) return named(raw, place, true);
    return schemas.length > mostSchemas ? undefined : register(raw, place, scope, true);
  }

  function named(raw: unknown, name: string, isUnnamed: boolean): SchemaRef | undefined {
    const known = byNode.get(raw);
    return known || schemas.length > mostSchemas ? known : registerPlain(raw, name, isUnnamed);
  }

  function enter(raw: unknown, outer: Scope): Scope {
    return allowsSiblings ? scopesOf().enter(raw, outer) : NO_SCOPE;
  }

  function heirsOf(raw: Tree): SchemaRef[] {
    if (!heirs) {
      heirs = new Map();
      for (const schema of Object.values(components)) {
        const own = byNode.get(schema);
        for (const part of own ? listAt(schema, "allOf") : []) {
          const ref = member(part, "$ref");
          const parent = typeof ref === "string" ? nodeAt(ref) : undefined;
          if (own && parent) heirs.set(parent, [...(heirs.get(parent) ?? []), own].slice(0, 200));
        }
      }
    }
    return heirs.get(raw) ?? [];
  }

  function isInternal(raw: unknown): boolean {
    if (flagAt(raw, "x-internal")) return true;
    const ref = member(raw, "$ref");
    return typeof ref === "string" && flagAt(nodeAt(ref), "x-internal");
  }

  function deref(node: unknown): Tree | undefined {
    let at = node;
    let overrides: Tree = {};
    for (let hops = 0; isTree(at); hops++) {
      const ref = member(at, "$ref");
      if (typeof ref !== "string") return Object.keys(overrides).length > 0 ? { ...at, ...overrides } : at;
      if (hops >= MAX_HOPS) return undefined;
      const { summary, description } = at;
      if (allowsSiblings)
        overrides = {
          ...(summary !== undefined && { summary }),
          ...(description !== undefined && { description }),
          ...overrides,
        };
      at = nodeAt(ref);
    }
    return undefined;
  }

  return {
    root,
    allowsSiblings,
    schemas,
    findSchema,
    findByName,
    findTarget,
    nameSchema,
    enter,
    heirsOf,
    isInternal,
    deref,
  };
}

/** Where a schema points that is nothing but an anchor for another one. */
function aliasOf(node: Tree): string | undefined {
  const { $ref, $dynamicAnchor: _a, $comment: _c, ...rest } = node;
  return typeof $ref === "string" && Object.keys(rest).length === 0 ? $ref : undefined;
}

function isSameScope(a: Scope, b: Scope): boolean {
  return a.size === b.size && [...a].every(([name, target]) => b.get(name) === target);
}

function shortName(ref: string): string {
  const parts = splitPointer(decodedOr(ref, ref)).filter(
    (part) =>
      !["components", "schemas", "definitions", "$defs", "properties", "content", "schema"].includes(part),
  );
  return parts.slice(-4).join(".") || ref;
}
