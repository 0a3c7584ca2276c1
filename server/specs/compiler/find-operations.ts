import { METHODS } from "#lib/method.ts";
import type { Registry } from "./registry.ts";
import { slugger } from "./slug.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

/** An operation where it stands in the document. */
export interface FoundOperation {
  /** Address of its page; unique in the document. */
  key: string;
  method: string;
  /** Of a webhook: its name. */
  path: string;
  source: Tree;
  item: Tree;
  isWebhook: boolean;
  /** Names of its tags, each once. */
  tags: string[];
}

/** Every operation and webhook of the document, in its order. */
export function findOperations(root: Tree, registry: Registry): FoundOperation[] {
  const webhooks = { ...treeAt(root, "x-webhooks"), ...treeAt(root, "webhooks") };
  const found = [
    ...Object.entries(treeAt(root, "paths"))
      .filter(([path]) => !path.startsWith("x-"))
      .flatMap(([path, item]) => operationsAt(path, item, false, registry)),
    ...Object.entries(webhooks).flatMap(([name, item]) => operationsAt(name, item, true, registry)),
  ];
  const slug = slugger();
  return found.map((one, i) => {
    const wanted = textAt(one.source, "operationId") || `${one.method}-${one.path.replaceAll("{", "by-")}`;
    return { ...one, key: slug(wanted, `${one.method}-${i + 1}`) };
  });
}

function operationsAt(
  path: string,
  raw: unknown,
  isWebhook: boolean,
  registry: Registry,
): Omit<FoundOperation, "key">[] {
  const item = pathItemOf(raw, registry);
  if (!item) return [];
  return methodsOf(item).map(([method, source]) => ({
    method,
    path: cutText(path, 2_000),
    source,
    item,
    isWebhook,
    tags: tagNames(source),
  }));
}

/** A path item may refer to another and still say something itself. */
export function pathItemOf(raw: unknown, registry: Registry): Tree | undefined {
  const target = registry.deref(raw);
  if (!target || !isTree(raw) || typeof raw.$ref !== "string") return target;
  const { $ref: _, ...own } = raw;
  return { ...target, ...own };
}

/** The operations of a path item by method; methods that OpenAPI does not know (3.2) are spelled as the document does. */
export function methodsOf(item: Tree): [method: string, operation: Tree][] {
  const own = [...METHODS].map((method): [string, unknown] => [method, member(item, method)]);
  const more = Object.entries(treeAt(item, "additionalOperations"))
    .filter(([method]) => !isTree(member(item, method.toLowerCase())))
    .map(([method, source]): [string, unknown] => [
      METHODS.has(method.toLowerCase()) ? method.toLowerCase() : method.slice(0, 40),
      source,
    ]);
  return [...own, ...more].filter((entry): entry is [string, Tree] => isTree(entry[1]));
}

function tagNames(source: Tree): string[] {
  const names = listAt(source, "tags").filter(
    (tag): tag is string => typeof tag === "string" && tag.trim() !== "",
  );
  return [...new Set(names)].slice(0, 20);
}

/** x-deprecated holds a date, or only says yes. */
export function isDeprecated(source: Tree): boolean {
  return flagAt(source, "deprecated") || Boolean(member(source, "x-deprecated"));
}
