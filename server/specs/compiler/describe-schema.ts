import type {
  CountedWord,
  NamedNode,
  SchemaDiscriminator,
  SchemaNode,
  SchemaProperty,
  SchemaRef,
} from "../schema.ts";
import { childNodes, LISTS, NAMED, STRUCTURE } from "../schema-tree.ts";
import {
  annotatedBranches,
  between,
  enumOf,
  exampleValues,
  exampleValuesLeft,
  factsOf,
  jsonText,
} from "./describe-facts.ts";
import type { Describer } from "./describer.ts";
import { NO_SCOPE } from "./dynamic-scope.ts";
import { docsOf } from "./prose.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_PROPERTIES = 1_000;
const MAX_BRANCHES = 300;
const MAX_MAPPING = 300;
/** Below this an unnamed schema gets a page of its own, and from the second level on when it is long. */
const MAX_INLINE_DEPTH = 6;
const LONG_FROM_DEPTH = 2;
const MAX_INLINE_ROWS = 60;

/** A schema for display, its named parts by reference. Finite, whatever the document says. */
export function describeSchema(raw: unknown, outer: Describer, place: string, depth = 0): SchemaNode {
  if (raw === false) return { types: [], isNever: true };
  if (!isTree(raw)) return { types: [] };
  const by = { ...outer, scope: outer.registry.enter(raw, outer.scope ?? NO_SCOPE) };
  const found = by.registry.findTarget(raw, by.scope);
  if (found) return describeRef(raw, found, by, place, depth);
  if (isTooLarge(raw, depth)) {
    const named = by.registry.nameSchema(raw, place, by.scope);
    const node: SchemaNode = named
      ? { types: typesOf(raw), ref: named }
      : { types: typesOf(raw), cut: "size" };
    annotate(node, raw, by);
    return node;
  }
  return describeHere(raw, by, place, depth);
}

function describeHere(raw: Tree, by: Describer, place: string, depth: number): SchemaNode {
  const node: SchemaNode = { types: typesOf(raw) };
  annotate(node, raw, by);
  Object.assign(node, enumOf(raw, by.markdown));
  const constraints = factsOf(raw);
  if (constraints.length > 0) node.constraints = constraints;
  nest(node, raw, by, place, depth);
  return node;
}

function describeRef(
  raw: Tree,
  { ref, target }: { ref: string; target: SchemaRef | undefined },
  by: Describer,
  place: string,
  depth: number,
): SchemaNode {
  const { $ref: _r, $dynamicRef: _d, $defs: _s, ...siblings } = raw;
  const node: SchemaNode = target
    ? { types: [], ref: target }
    : { types: [], title: cutText(`unresolved: ${ref}`, 200) };
  if (by.registry.allowsSiblings && STRUCTURE.some((word) => Object.hasOwn(siblings, word))) {
    const own = describeHere(siblings, by, place, depth);
    return { ...own, types: typesOf(raw), allOf: [node, ...(own.allOf ?? [])] };
  }
  annotate(node, siblings, by);
  if (!by.registry.allowsSiblings) return node;
  Object.assign(node, enumOf(siblings, by.markdown));
  const constraints = factsOf(siblings);
  if (constraints.length > 0) node.constraints = constraints;
  return node;
}

function isTooLarge(raw: Tree, depth: number): boolean {
  if (depth > MAX_INLINE_DEPTH) return STRUCTURE.some((word) => Object.hasOwn(raw, word));
  return depth >= LONG_FROM_DEPTH && rowsBelow(raw, MAX_INLINE_ROWS + 1) > MAX_INLINE_ROWS;
}

/** Schemas below one without following references; stops counting at `limit`. */
function rowsBelow(raw: unknown, limit: number): number {
  if (!isTree(raw)) return 0;
  let rows = 0;
  for (const word of STRUCTURE) {
    const value = member(raw, word);
    const isNamed = NAMED.some((name) => name === word);
    const children =
      isNamed || Array.isArray(value) ? Object.values(value ?? {}) : isTree(value) ? [value] : [];
    for (const child of children) {
      rows += 1 + rowsBelow(child, limit - rows);
      if (rows >= limit) return limit;
    }
  }
  return rows;
}

function typesOf(raw: Tree): string[] {
  const type = member(raw, "type");
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string").slice(0, 7);
  if (types.length === 0) {
    if (isTree(raw.properties)) types.push("object");
    else if (Object.hasOwn(raw, "items") || Object.hasOwn(raw, "prefixItems")) types.push("array");
  }
  const isNullable = flagAt(raw, "nullable") || flagAt(raw, "x-nullable");
  // Beside no type at all "nullable" says nothing that "any value" does not.
  const isComposed = LISTS.some((word) => listAt(raw, word).length > 0);
  if (isNullable && (types.length > 0 || isComposed) && !types.includes("null")) types.push("null");
  return types;
}

function annotate(node: SchemaNode, raw: Tree, by: Describer): void {
  const description = textAt(raw, "description");
  if (description) node.descriptionHtml = by.markdown(description);
  const title = textAt(raw, "title");
  if (title) node.title = cutText(title, 200);
  const format = textAt(raw, "format");
  if (format) node.format = cutText(format, 100);
  if (flagAt(raw, "deprecated") || flagAt(raw, "x-deprecated")) node.isDeprecated = true;
  if (flagAt(raw, "readOnly")) node.isReadOnly = true;
  if (flagAt(raw, "writeOnly")) node.isWriteOnly = true;
  if (Object.hasOwn(raw, "const")) node.const = jsonText(raw.const);
  if (Object.hasOwn(raw, "default")) node.default = jsonText(raw.default);
  const examples = exampleValues(raw);
  if (examples.length > 0) node.examples = examples.map(jsonText);
  countLeft(node, "examples", exampleValuesLeft(raw));
  Object.assign(node, docsOf(raw, by));
}

function countLeft(node: SchemaNode, word: CountedWord, count: number): void {
  if (count > 0) node.left = { ...node.left, [word]: count };
}

/** What a schema contains; parts marked as internal are left out. */
function nest(node: SchemaNode, raw: Tree, by: Describer, place: string, depth: number): void {
  const inside = (child: unknown, name: string): SchemaNode =>
    describeSchema(child, by, `${place}.${name}`.slice(-180), depth + 1);
  const hidden = new Set<string>();
  const named = (word: "properties" | "patternProperties" | "dependentSchemas"): NamedNode[] => {
    const shown = Object.entries(treeAt(raw, word)).filter(
      ([name, child]) => !by.registry.isInternal(child) || (word === "properties" && !hidden.add(name)),
    );
    const most = word === "properties" ? MAX_PROPERTIES : MAX_BRANCHES;
    if (word !== "properties") countLeft(node, word, shown.length - most);
    else if (shown.length > most) node.propertyCount = shown.length;
    return shown
      .slice(0, most)
      .map(([name, child]) => ({ name: cutText(name, 300), schema: inside(child, name) }));
  };

  const properties = named("properties");
  const required = listAt(raw, "required").filter((name) => typeof name === "string");
  nestProperties(
    node,
    properties,
    required.filter((name) => !hidden.has(name)),
  );
  const patterns = named("patternProperties");
  if (patterns.length > 0) node.patternProperties = patterns;
  const dependent = named("dependentSchemas");
  if (dependent.length > 0) node.dependentSchemas = dependent;

  for (const word of [
    "items",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
  ] as const) {
    const child = member(raw, word);
    if (child === false) node[word] = false;
    else if (isTree(child)) node[word] = inside(child, word === "items" ? word : "*");
  }
  const additionalName = textAt(raw.additionalProperties, "x-additionalPropertiesName");
  if (additionalName) node.additionalName = cutText(additionalName, 100);
  if (raw.additionalProperties === true && properties.length === 0) node.additionalProperties = { types: [] };
  if (node.unevaluatedProperties === undefined && raw.unevaluatedProperties === true)
    node.unevaluatedProperties = { types: [] };
  for (const word of ["contains", "propertyNames", "not", "if", "then", "else", "contentSchema"] as const) {
    const child = member(raw, word);
    if (isTree(child) || typeof child === "boolean") node[word] = inside(child, word);
  }
  const isValueList = annotatedBranches(raw).length > 0;
  for (const word of ["allOf", "oneOf", "anyOf", "prefixItems"] as const) {
    const branches = listAt(raw, word).filter((child) => !by.registry.isInternal(child));
    if (branches.length === 0 || (isValueList && word.endsWith("Of") && word !== "allOf")) continue;
    countLeft(node, word, branches.length - MAX_BRANCHES);
    node[word] = branches.slice(0, MAX_BRANCHES).map((child, i) => inside(child, `${word}${i + 1}`));
  }
  nestRules(node, raw, by);
}

function nestProperties(node: SchemaNode, properties: NamedNode[], required: string[]): void {
  const names = new Set(required.map((name) => cutText(name, 300)));
  if (properties.length > 0)
    node.properties = properties.map(
      (property): SchemaProperty => ({ ...property, isRequired: names.delete(property.name) }),
    );
  if (names.size > 0) node.required = [...names].slice(0, MAX_PROPERTIES);
}

function nestRules(node: SchemaNode, raw: Tree, by: Describer): void {
  if (node.contains) {
    node.containsCount = between(
      textAt(raw, "minContains") ?? (Object.hasOwn(raw, "maxContains") ? undefined : "1"),
      textAt(raw, "maxContains"),
    );
  }
  const needs = Object.entries(treeAt(raw, "dependentRequired")).slice(0, MAX_BRANCHES);
  if (needs.length > 0) {
    node.dependentRequired = needs.map(([name, list]) => ({
      name: cutText(name, 300),
      needs: (Array.isArray(list) ? list : [])
        .filter((one) => typeof one === "string")
        .slice(0, MAX_BRANCHES)
        .map((one) => cutText(one, 300)),
    }));
  }
  const discriminator = discriminatorOf(raw, by);
  if (discriminator) node.discriminator = discriminator;
}

/** Values by mapping first; what has none goes by its schema's name, be it a branch or an heir through allOf. */
function discriminatorOf(raw: Tree, { registry }: Describer): SchemaDiscriminator | undefined {
  const told = member(raw, "discriminator");
  const property = typeof told === "string" ? told : textAt(told, "propertyName");
  if (!property) return undefined;
  const mapping: SchemaDiscriminator["mapping"] = [];
  for (const [value, target] of Object.entries(treeAt(told, "mapping")).slice(0, MAX_MAPPING)) {
    const ref = typeof target === "string" ? registry.findByName(target) : undefined;
    mapping.push({ value: cutText(value, 200), ...(ref && { ref }) });
  }
  const mapped = new Set(mapping.map(({ ref }) => ref?.key));
  const branches = [...listAt(raw, "oneOf"), ...listAt(raw, "anyOf")].flatMap((branch) => {
    const ref = member(branch, "$ref");
    const isComponent = typeof ref === "string" && /^#\/(components\/schemas|definitions)\/[^/]+$/.test(ref);
    const target = isComponent ? registry.findSchema(ref) : undefined;
    return target ? [target] : [];
  });
  for (const ref of branches.length > 0 ? branches : registry.heirsOf(raw)) {
    if (mapping.length < MAX_MAPPING && !mapped.has(ref.key))
      mapping.push({ value: cutText(ref.name, 200), ref });
  }
  const fallback = registry.findByName(textAt(told, "defaultMapping") ?? "");
  return { property: cutText(property, 200), mapping, ...(fallback && { fallback }) };
}

/** Every named schema that a part of a page mentions, nearest first. */
export function mentionsOf(part: unknown): string[] {
  const keys = new Set<string>();
  let level: unknown[] = [part];
  while (level.length > 0) {
    const next: unknown[] = [];
    for (const one of level) {
      if (isSchemaNode(one)) {
        if (one.ref) keys.add(one.ref.key);
        next.push(...childNodes(one));
      } else if (typeof one === "object" && one !== null) next.push(...Object.values(one));
    }
    level = next;
  }
  return [...keys];
}

function isSchemaNode(part: unknown): part is SchemaNode {
  return isTree(part) && Array.isArray(part.types);
}
