import { decodedOr } from "#lib/decoded-or.ts";
import { anchorOf, type ReferenceTarget } from "#lib/reference-links.ts";
import type { FoundOperation } from "./find-operations.ts";
import type { Registry } from "./registry.ts";
import type { TagBook } from "./tag-book.ts";
import { splitPointer, type Tree, textAt, treeAt } from "./tree.ts";

/** What the links of a document's texts and answers can mean. */
export interface ReferenceTargets {
  operationOfId(id: string): string | undefined;
  /** By a JSON pointer such as "#/paths/~1things/get". */
  operationAt(pointer: string): string | undefined;
  find(href: string): ReferenceTarget | undefined;
}

export function createTargets(
  root: Tree,
  operations: FoundOperation[],
  tags: TagBook,
  registry: Registry,
): ReferenceTargets {
  const byId = new Map<string, string>();
  const byPlace = new Map<string, string>();
  for (const { key, source, path, method, isWebhook } of operations) {
    const id = textAt(source, "operationId");
    if (id && !byId.has(id)) byId.set(id, key);
    byPlace.set(`${isWebhook ? "webhooks" : "paths"} ${path} ${method}`, key);
  }
  const tagBySlug = new Map<string, string>();
  for (const name of tags.names()) {
    const key = tags.keyOf(name);
    if (key && !tagBySlug.has(anchorOf(name))) tagBySlug.set(anchorOf(name), key);
  }
  const sections = new Set(headingsOf(textAt(treeAt(root, "info"), "description") ?? "").map(anchorOf));

  const self = textAt(root, "$self");
  const operationAt = (reference: string): string | undefined => {
    const pointer = self && reference.startsWith(`${self}#`) ? reference.slice(self.length) : reference;
    if (!pointer.startsWith("#/")) return undefined;
    const [kind, path, method, ...more] = splitPointer(decodedOr(pointer, pointer));
    return more.length === 0 ? byPlace.get(`${kind} ${path} ${method}`) : undefined;
  };
  const operation = (key: string | undefined): ReferenceTarget | undefined =>
    key === undefined ? undefined : { kind: "operation", key };
  const tag = (name: string): ReferenceTarget | undefined => {
    const key = tags.keyOf(name) ?? tagBySlug.get(anchorOf(name));
    return key === undefined ? undefined : { kind: "tag", key };
  };
  const schema = (name: string): ReferenceTarget | undefined => {
    const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
    const found = registry.findSchema(`#/components/schemas/${escaped}`);
    return found && { kind: "schema", key: found.key };
  };

  /** The forms of Redoc, Swagger UI and Stoplight, JSON pointers, and bare operation ids. */
  function find(href: string): ReferenceTarget | undefined {
    const written = href.replace(/^(\.?\/)?#/, "#");
    const target = decodedOr(written, written);
    const bare = target.replace(/^#\/?/, "");
    const pointed = operationAt(target);
    if (pointed) return operation(pointed);
    const paths = /^#\/?(?:tag\/[^/]+\/)?(paths|webhooks)\/(.+)\/([\w-]+)$/.exec(target);
    if (paths) return operation(byPlace.get(`${paths[1]} ${unescaped(paths[2] ?? "")} ${paths[3]}`));
    const named = /^#\/?(?:tag\/[^/]+\/)?operations?[/-](.+)$/.exec(target);
    if (named) return operation(byId.get(named[1] ?? ""));
    const schemas = /^#\/?(?:components\/schemas|definitions|schemas?|models?)\/(.+)$/.exec(target);
    if (schemas) return schema(unescaped(schemas[1] ?? ""));
    const tagged = /^#\/?tags?\/([^/]+)$/.exec(target);
    if (tagged) return tag(tagged[1] ?? "");
    const section = anchorOf(
      bare
        .replace(/^section\//, "")
        .split("/")
        .at(-1) ?? "",
    );
    if (target.startsWith("#section/"))
      return sections.has(section) ? { kind: "section", key: section } : undefined;
    const id = byId.get(bare) ?? byId.get(bare.split("/").at(-1) ?? "");
    if (id) return operation(id);
    if (target.startsWith("#") && sections.has(section)) return { kind: "section", key: section };
    return target.startsWith("#") ? tag(bare) : undefined;
  }

  return { operationOfId: (id) => byId.get(id), operationAt, find };
}

function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^ {0,3}#{1,6}[ \t]+([^ \t\r\n].*)$/gm)].map((match) => match[1] ?? "");
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
