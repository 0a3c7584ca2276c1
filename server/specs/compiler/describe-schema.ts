import type { SchemaNode, SchemaProperty, SchemaRef } from "../schema.ts";
import type { Registry } from "./registry.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_PROPERTIES = 200;
const MAX_BRANCHES = 60;
const MAX_ENUM = 50;
/** Below this an unnamed schema gets a page of its own. */
const MAX_INLINE_DEPTH = 6;
const STRUCTURE = [
  "properties",
  "items",
  "allOf",
  "oneOf",
  "anyOf",
  "additionalProperties",
  "prefixItems",
  "patternProperties",
  "not",
];
const LABELS: [keyword: string, label: string][] = [
  ["minLength", "min length"],
  ["maxLength", "max length"],
  ["pattern", "pattern"],
  ["minimum", "minimum"],
  ["exclusiveMinimum", "greater than"],
  ["maximum", "maximum"],
  ["exclusiveMaximum", "less than"],
  ["multipleOf", "multiple of"],
  ["minItems", "min items"],
  ["maxItems", "max items"],
  ["minProperties", "min properties"],
  ["maxProperties", "max properties"],
  ["contentMediaType", "content type"],
  ["contentEncoding", "content encoding"],
];

export interface Describer {
  registry: Registry;
  markdown: (text: string) => string;
}

/** A schema for display, its named parts by reference. Finite, whatever the document says. */
export function describeSchema(raw: unknown, by: Describer, place: string, depth = 0): SchemaNode {
  if (raw === false) return { types: [], not: { types: [] } };
  if (!isTree(raw)) return { types: [] };
  const ref = member(raw, "$ref") ?? member(raw, "$dynamicRef");
  if (typeof ref === "string") return describeRef(raw, ref, by, place, depth);
  if (depth > MAX_INLINE_DEPTH && STRUCTURE.some((word) => Object.hasOwn(raw, word))) {
    const named = by.registry.nameSchema(raw, place);
    return named ? { types: typesOf(raw), ref: named } : { types: typesOf(raw), cut: "size" };
  }
  const node: SchemaNode = { types: typesOf(raw) };
  annotate(node, raw, by);
  constrain(node, raw);
  enumerate(node, raw);
  nest(node, raw, by, place, depth);
  return node;
}

function describeRef(raw: Tree, ref: string, by: Describer, place: string, depth: number): SchemaNode {
  const target = by.registry.findSchema(ref);
  const node: SchemaNode = target
    ? { types: [], ref: target }
    : { types: [], title: cutText(`unresolved: ${ref}`, 200) };
  const { $ref: _r, $dynamicRef: _d, ...siblings } = raw;
  if (by.registry.allowsSiblings && STRUCTURE.some((word) => Object.hasOwn(siblings, word))) {
    return { types: [], allOf: [node, describeSchema(siblings, by, place, depth + 1)] };
  }
  annotate(node, siblings, by);
  return node;
}

function typesOf(raw: Tree): string[] {
  const type = member(raw, "type");
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string").slice(0, 7);
  if (types.length === 0) {
    if (isTree(raw.properties)) types.push("object");
    else if (Object.hasOwn(raw, "items")) types.push("array");
  }
  if ((flagAt(raw, "nullable") || flagAt(raw, "x-nullable")) && !types.includes("null")) types.push("null");
  return types;
}

function annotate(node: SchemaNode, raw: Tree, by: Describer): void {
  const description = textAt(raw, "description");
  if (description) node.descriptionHtml = by.markdown(description);
  const title = textAt(raw, "title");
  if (title) node.title = cutText(title, 200);
  const format = textAt(raw, "format");
  if (format) node.format = cutText(format, 100);
  if (flagAt(raw, "deprecated")) node.isDeprecated = true;
  if (flagAt(raw, "readOnly")) node.isReadOnly = true;
  if (flagAt(raw, "writeOnly")) node.isWriteOnly = true;
  if (Object.hasOwn(raw, "const")) node.const = jsonText(raw.const);
  if (Object.hasOwn(raw, "default")) node.default = jsonText(raw.default);
  const example = Object.hasOwn(raw, "example")
    ? raw.example
    : (listAt(raw, "examples")[0] ?? member(raw, "x-example"));
  if (example !== undefined) node.example = jsonText(example);
}

function constrain(node: SchemaNode, raw: Tree): void {
  const constraints: { label: string; value: string }[] = [];
  for (const [keyword, label] of LABELS) {
    const value = member(raw, keyword);
    if (typeof value === "string" || typeof value === "number")
      constraints.push({ label, value: cutText(String(value), 300) });
    else if (value === true && keyword.startsWith("exclusive"))
      constraints.push({ label: "bound", value: label });
  }
  if (flagAt(raw, "uniqueItems")) constraints.push({ label: "unique items", value: "yes" });
  if (isTree(member(raw, "if"))) constraints.push({ label: "conditions", value: "if / then / else" });
  if (constraints.length > 0) node.constraints = constraints;
}

function enumerate(node: SchemaNode, raw: Tree): void {
  const values = listAt(raw, "enum");
  if (values.length === 0) return;
  node.enum = values.slice(0, MAX_ENUM).map(jsonText);
  if (values.length > MAX_ENUM) node.enumCount = values.length;
}

function nest(node: SchemaNode, raw: Tree, by: Describer, place: string, depth: number): void {
  const inside = (child: unknown, name: string): SchemaNode =>
    describeSchema(child, by, `${place}.${name}`.slice(-180), depth + 1);
  const branch = (word: string): SchemaNode[] | undefined => {
    const list = listAt(raw, word);
    return list.length > 0
      ? list.slice(0, MAX_BRANCHES).map((child, i) => inside(child, `${word}${i + 1}`))
      : undefined;
  };
  const properties = Object.entries(treeAt(raw, "properties"));
  if (properties.length > 0) {
    const required = new Set(listAt(raw, "required"));
    node.properties = properties.slice(0, MAX_PROPERTIES).map(
      ([name, child]): SchemaProperty => ({
        name: cutText(name, 300),
        isRequired: required.has(name),
        schema: inside(child, name),
      }),
    );
    if (properties.length > MAX_PROPERTIES) node.propertyCount = properties.length;
  }
  const patterns = Object.entries(treeAt(raw, "patternProperties"));
  if (patterns.length > 0) {
    node.patternProperties = patterns
      .slice(0, MAX_BRANCHES)
      .map(([pattern, child]) => ({ pattern: cutText(pattern, 300), schema: inside(child, pattern) }));
  }
  const additional = member(raw, "additionalProperties");
  if (additional === false) node.additionalProperties = false;
  else if (isTree(additional) || (additional === true && properties.length === 0))
    node.additionalProperties = inside(additional, "*");
  if (isTree(raw.items)) node.items = inside(raw.items, "items");
  const set = <K extends "prefixItems" | "allOf" | "oneOf" | "anyOf">(word: K): void => {
    const nodes = branch(word);
    if (nodes) node[word] = nodes;
  };
  set("prefixItems");
  set("allOf");
  set("oneOf");
  set("anyOf");
  if (isTree(raw.not)) node.not = inside(raw.not, "not");
  const discriminator = discriminatorOf(raw, by);
  if (discriminator) node.discriminator = discriminator;
}

function discriminatorOf(raw: Tree, by: Describer): SchemaNode["discriminator"] {
  const discriminator = member(raw, "discriminator");
  const property = typeof discriminator === "string" ? discriminator : textAt(discriminator, "propertyName");
  if (!property) return undefined;
  const mapping = Object.entries(treeAt(discriminator, "mapping")).slice(0, MAX_BRANCHES);
  return {
    property: cutText(property, 200),
    mapping: mapping.map(([value, target]) => ({ value: cutText(value, 200), ...refMember(target, by) })),
  };
}

function refMember(target: unknown, by: Describer): { ref?: SchemaRef } {
  if (typeof target !== "string") return {};
  const ref = by.registry.findSchema(target.startsWith("#") ? target : `#/components/schemas/${target}`);
  return ref ? { ref } : {};
}

function jsonText(value: unknown): string {
  return cutText(JSON.stringify(value) ?? "null", 300);
}

/** Every named schema a node mentions, nearest first. */
export function refsOf(node: SchemaNode, into: Set<string>): void {
  let level: SchemaNode[] = [node];
  while (level.length > 0) {
    const next: SchemaNode[] = [];
    for (const one of level) {
      if (one.ref) into.add(one.ref.key);
      next.push(...childrenOf(one));
    }
    level = next;
  }
}

export function childrenOf(node: SchemaNode): SchemaNode[] {
  const children: SchemaNode[] = [];
  for (const property of node.properties ?? []) children.push(property.schema);
  for (const pattern of node.patternProperties ?? []) children.push(pattern.schema);
  if (node.additionalProperties) children.push(node.additionalProperties);
  if (node.items) children.push(node.items);
  if (node.prefixItems) children.push(...node.prefixItems);
  if (node.allOf) children.push(...node.allOf);
  if (node.oneOf) children.push(...node.oneOf);
  if (node.anyOf) children.push(...node.anyOf);
  if (node.not) children.push(node.not);
  return children;
}
