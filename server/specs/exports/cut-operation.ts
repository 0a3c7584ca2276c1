import { decodedOr } from "#lib/decoded-or.ts";
import { METHODS } from "#lib/method.ts";
import { isTree, listAt, member, splitPointer, type Tree, textAt, treeAt } from "../compiler/tree.ts";
import type { OperationPlace } from "./order.ts";

/** What holds for the whole document, whatever its edition. */
const KEPT = [
  "openapi",
  "swagger",
  "jsonSchemaDialect",
  "info",
  "externalDocs",
  "servers",
  "host",
  "basePath",
  "schemes",
  "consumes",
  "produces",
];
const MOST_INLINED = 500;
const DEEPEST_INLINED = 24;

/**
 * A document of its own that holds one operation and all that it refers to, in the edition of the whole one; undefined
 * when the operation is not there.
 */
export function cutOperation(root: Tree, place: OperationPlace): Tree | undefined {
  const section = sectionOf(root, place);
  const item = resolve(root, member(treeAt(root, section), place.path));
  const found = isTree(item) ? findMethod(item, place.method) : undefined;
  if (!isTree(item) || !found) return undefined;
  const cut: Tree = {};
  for (const name of KEPT) if (Object.hasOwn(root, name)) cut[name] = root[name];
  const [method, operation, isAdditional] = found;
  const own: Tree = Object.fromEntries(
    Object.entries(item).filter(
      ([name]) => !METHODS.has(name) && name !== "$ref" && name !== "additionalOperations",
    ),
  );
  const kept = withoutLinks(operation);
  own[isAdditional ? "additionalOperations" : method] = isAdditional ? tree([[method, kept]]) : kept;
  const closure = createClosure(root);
  const names = new Set(listAt(operation, "tags"));
  const tags = listAt(root, "tags").filter((tag) => names.has(textAt(tag, "name")));
  if (tags.length > 0) cut.tags = tags;
  const isOwnSecurity = Array.isArray(member(operation, "security"));
  if (!isOwnSecurity && Object.hasOwn(root, "security")) cut.security = root.security;
  if (section === "x-webhooks") cut.paths = {}; // which 3.0 asks for
  cut[section] = tree([[place.path, closure.take(own)]]);
  for (const scheme of schemesOf(isOwnSecurity ? operation : root)) closure.takeScheme(scheme);
  return { ...cut, ...closure.parts() };
}

/** A 3.0 document keeps its webhooks under an extension; where both say the same name, OpenAPI's own word holds. */
function sectionOf(root: Tree, { path, isWebhook }: OperationPlace): "paths" | "webhooks" | "x-webhooks" {
  if (!isWebhook) return "paths";
  const isExtension =
    !Object.hasOwn(treeAt(root, "webhooks"), path) && Object.hasOwn(treeAt(root, "x-webhooks"), path);
  return isExtension ? "x-webhooks" : "webhooks";
}

function findMethod(item: Tree, wanted: string): [string, Tree, boolean] | undefined {
  const plain = METHODS.has(wanted) ? member(item, wanted) : undefined;
  if (isTree(plain)) return [wanted, plain, false];
  for (const [name, operation] of Object.entries(treeAt(item, "additionalOperations"))) {
    if (name.toLowerCase() === wanted && isTree(operation)) return [name, operation, true];
  }
  return undefined;
}

/** Links lead to other operations, which are left out here. */
function withoutLinks(operation: Tree): Tree {
  const responses = Object.entries(treeAt(operation, "responses")).map(([status, response]) => {
    if (!isTree(response) || !Object.hasOwn(response, "links")) return [status, response] as const;
    const { links: _, ...rest } = response;
    return [status, rest] as const;
  });
  return responses.length > 0 ? { ...operation, responses: tree(responses) } : operation;
}

function schemesOf(holder: Tree): string[] {
  return listAt(holder, "security").flatMap((alternative) =>
    isTree(alternative) ? Object.keys(alternative) : [],
  );
}

/** Collects the named parts that what is taken refers to; references into other places are written out. */
function createClosure(root: Tree) {
  const isOld = Object.hasOwn(root, "swagger");
  /** Names by container: "components/schemas" or "definitions". */
  const wanted = new Map<string, Map<string, unknown>>();
  let inlined = 0;

  /** The named part that a pointer leads to or into. */
  function partOf(ref: string): { container: string; name: string } | undefined {
    const [first = "", second = "", third] = splitPointer(decodedOr(ref, ref));
    if (isOld)
      return ["definitions", "parameters", "responses"].includes(first) && second
        ? { container: first, name: second }
        : undefined;
    return first === "components" && third ? { container: `components/${second}`, name: third } : undefined;
  }

  function want(container: string, name: string): void {
    const names = wanted.get(container) ?? new Map<string, unknown>();
    wanted.set(container, names);
    if (names.has(name)) return;
    const source = container.split("/").reduce<unknown>((at, part) => member(at, part), root);
    const part = member(source, name);
    if (part === undefined) return;
    names.set(name, undefined); // known before it is walked: parts may refer to one another
    names.set(name, walk(isTree(part) && Object.hasOwn(part, "links") ? { ...part, links: {} } : part, []));
  }

  function walk(node: unknown, open: string[]): unknown {
    if (Array.isArray(node)) return node.map((item) => walk(item, open));
    if (!isTree(node)) return node;
    const ref = member(node, "$ref");
    if (typeof ref === "string") {
      const part = partOf(ref);
      if (part) want(part.container, part.name);
      else if (ref.startsWith("#/")) return inline(ref, open);
    }
    const anchor = member(node, "$dynamicRef");
    if (typeof anchor === "string" && anchor.startsWith("#")) wantAnchor(anchor.slice(1));
    for (const target of Object.values(treeAt(treeAt(node, "discriminator"), "mapping"))) {
      if (typeof target !== "string") continue;
      const part = partOf(target.startsWith("#") ? target : `#/components/schemas/${target}`);
      if (part) want(part.container, part.name);
    }
    return tree(Object.entries(node).map(([name, value]) => [name, walk(value, open)]));
  }

  function inline(ref: string, open: string[]): unknown {
    const target = resolvePointer(root, ref);
    if (target === undefined || open.includes(ref) || open.length >= DEEPEST_INLINED) return {};
    if (++inlined > MOST_INLINED) return {};
    return walk(target, [...open, ref]);
  }

  function wantAnchor(name: string): void {
    for (const [key, schema] of Object.entries(treeAt(treeAt(root, "components"), "schemas"))) {
      if (textAt(schema, "$dynamicAnchor") === name || textAt(schema, "$anchor") === name)
        want("components/schemas", key);
    }
  }

  return {
    take: (node: Tree): unknown => walk(node, []),
    takeScheme: (name: string): void =>
      want(isOld ? "securityDefinitions" : "components/securitySchemes", name),
    parts(): Tree {
      const parts = [...wanted]
        .map(([container, names]): [string, Tree] => [container, tree([...names])])
        .filter(([, names]) => Object.keys(names).length > 0);
      if (isOld) return tree(parts);
      const components = parts.map(([container, names]): [string, Tree] => [
        container.slice("components/".length),
        names,
      ]);
      return components.length > 0 ? { components: tree(components) } : {};
    },
  };
}

function resolve(root: Tree, node: unknown): unknown {
  let at = node;
  for (let hop = 0; hop < 20; hop++) {
    const ref = member(at, "$ref");
    if (typeof ref !== "string" || !ref.startsWith("#/")) return at;
    at = resolvePointer(root, ref);
  }
  return undefined;
}

function resolvePointer(root: Tree, ref: string): unknown {
  return splitPointer(decodedOr(ref, ref)).reduce<unknown>(
    (at, part) => (Array.isArray(at) ? at[Number(part)] : member(at, part)),
    root,
  );
}

/** Entries as own members, "__proto__" among them. */
function tree(entries: readonly (readonly [string, unknown])[]): Tree {
  return Object.fromEntries(entries);
}
