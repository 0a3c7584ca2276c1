import type { JsonSchema, SchemaNode, SchemaRef } from "../schema.ts";
import { slugger } from "./slug.ts";
import { isTree, member, splitPointer, type Tree, treeAt } from "./tree.ts";

const MAX_HOPS = 200;
/** Schemas that got a name because something points into them, or because they lie too deep to be shown in place. */
const MAX_DERIVED = 20_000;

export interface RegisteredSchema extends SchemaRef {
  position: number;
  raw: unknown;
  /** Filled in by the compiler. */
  node?: SchemaNode;
  definition?: JsonSchema;
}

/** Follows references in one document and gives each schema that is pointed at an address. */
export interface Registry {
  readonly root: Tree;
  /** In 3.0 and 2.0 a $ref stands alone; from 3.1 on keywords beside it count. */
  readonly allowsSiblings: boolean;
  schemas: RegisteredSchema[];
  findSchema(ref: string): SchemaRef | undefined;
  /** Registers an unnamed schema found at `place`. */
  nameSchema(raw: unknown, place: string): SchemaRef | undefined;
  /** The object a reference object (not a schema) stands for; undefined when it leads nowhere. */
  deref(node: unknown): Tree | undefined;
}

export function createRegistry(root: Tree, allowsSiblings: boolean): Registry {
  const schemas: RegisteredSchema[] = [];
  const byPointer = new Map<string, SchemaRef | undefined>();
  const byNode = new Map<unknown, SchemaRef>();
  const slug = slugger();
  let anchors: Map<string, unknown> | undefined;

  function register(raw: unknown, name: string): SchemaRef {
    const entry = { key: slug(name, "schema"), name: name.slice(0, 200), position: schemas.length, raw };
    schemas.push(entry);
    const ref = { key: entry.key, name: entry.name };
    if (isTree(raw)) byNode.set(raw, ref);
    return ref;
  }

  for (const [name, raw] of Object.entries(treeAt(treeAt(root, "components"), "schemas"))) {
    const ref = register(raw, name);
    const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
    byPointer.set(`#/components/schemas/${escaped}`, ref);
    byPointer.set(`#/definitions/${escaped}`, ref);
  }

  function nodeAt(ref: string): unknown {
    if (!ref.startsWith("#")) return undefined;
    if (ref.length > 1 && ref[1] !== "/") {
      anchors ??= collectAnchors(root);
      return anchors.get(ref.slice(1));
    }
    let at: unknown = root;
    for (const part of splitPointer(decode(ref))) {
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
      ? splitPointer(decode(ref)).reduce<unknown>(
          (at, part) => (Array.isArray(at) ? at[Number(part)] : member(at, part)),
          root,
        )
      : undefined;
  }

  function findSchema(ref: string): SchemaRef | undefined {
    if (byPointer.has(ref)) return byPointer.get(ref);
    const node = nodeAt(ref);
    const isSchema = (isTree(node) && node !== root) || typeof node === "boolean";
    const found = isSchema ? (byNode.get(node) ?? nameSchema(node, shortName(ref))) : undefined;
    byPointer.set(ref, found);
    return found;
  }

  function nameSchema(raw: unknown, place: string): SchemaRef | undefined {
    const known = byNode.get(raw);
    if (
      known ||
      schemas.length > MAX_DERIVED + Object.keys(treeAt(treeAt(root, "components"), "schemas")).length
    )
      return known;
    return register(raw, place);
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

  return { root, allowsSiblings, schemas, findSchema, nameSchema, deref };
}

function decode(ref: string): string {
  if (!ref.includes("%")) return ref;
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}

function shortName(ref: string): string {
  const parts = splitPointer(decode(ref)).filter(
    (part) => !["components", "schemas", "definitions", "properties", "content", "schema"].includes(part),
  );
  return parts.slice(-4).join(".") || ref;
}

/** $anchor and $dynamicAnchor of the named schemas, two levels of definitions deep. */
function collectAnchors(root: Tree): Map<string, unknown> {
  const anchors = new Map<string, unknown>();
  const visit = (node: unknown, depth: number): void => {
    if (!isTree(node) || depth > 6) return;
    for (const word of ["$anchor", "$dynamicAnchor"]) {
      const anchor = member(node, word);
      if (typeof anchor === "string" && !anchors.has(anchor)) anchors.set(anchor, node);
    }
    for (const child of Object.values(node)) visit(child, depth + 1);
  };
  visit(treeAt(treeAt(root, "components"), "schemas"), 0);
  return anchors;
}
