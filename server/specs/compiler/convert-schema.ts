import type { Json, JsonSchema } from "../schema.ts";
import { LISTS, NAMED, SINGLE } from "../schema-tree.ts";
import { NO_SCOPE, type Scope } from "./dynamic-scope.ts";
import type { Registry } from "./registry.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const SCHEMA_WORDS: ReadonlySet<string> = new Set(SINGLE);
const LIST_WORDS: ReadonlySet<string> = new Set(LISTS);
const MAP_WORDS: ReadonlySet<string> = new Set(NAMED);
const VALUE_WORDS = new Set([
  "type",
  "format",
  "enum",
  "const",
  "default",
  "example",
  "examples",
  "required",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minContains",
  "maxContains",
  "minProperties",
  "maxProperties",
  "readOnly",
  "writeOnly",
  "dependentRequired",
  "contentEncoding",
  "contentMediaType",
]);
const TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/**
 * A schema of any OpenAPI as JSON Schema 2020-12: only known keywords, references as "#/$defs/<key>" with dynamic ones
 * resolved, `nullable` and boolean bounds rewritten, internal properties left out. Keys it refers to are added to `refs`.
 */
export function convertSchema(
  raw: unknown,
  registry: Registry,
  refs: Set<string>,
  outer: Scope = NO_SCOPE,
): JsonSchema {
  if (typeof raw === "boolean") return raw;
  if (!isTree(raw)) return true;
  const by: Converter = { registry, refs, scope: registry.enter(raw, outer) };
  const found = registry.findTarget(raw, by.scope);
  if (!found) return convertKeywords(raw, by);
  const { target } = found;
  if (target) refs.add(target.key);
  if (!registry.allowsSiblings) return target ? { $ref: `#/$defs/${target.key}` } : true;
  const { $ref: _r, $dynamicRef: _d, ...siblings } = raw;
  const rest = convertKeywords(siblings, by);
  return target ? { ...rest, $ref: `#/$defs/${target.key}` } : rest;
}

interface Converter {
  registry: Registry;
  refs: Set<string>;
  scope: Scope;
}

function convertKeywords(raw: Tree, by: Converter): Record<string, Json> {
  const { registry, refs, scope } = by;
  const schema: Record<string, Json> = {};
  const convert = (child: unknown): JsonSchema => convertSchema(child, registry, refs, scope);
  const shown = (entries: [string, unknown][]): [string, unknown][] =>
    entries.filter(([, child]) => !registry.isInternal(child));
  for (const [word, value] of Object.entries(raw)) {
    if (VALUE_WORDS.has(word)) schema[word] = toJson(value);
    else if (SCHEMA_WORDS.has(word) && (isTree(value) || typeof value === "boolean"))
      schema[word] = convert(value);
    else if (LIST_WORDS.has(word) && Array.isArray(value) && value.length > 0)
      schema[word] = value.map(convert);
    else if (MAP_WORDS.has(word) && isTree(value))
      schema[word] = Object.fromEntries(
        shown(Object.entries(value)).map(([name, child]) => [name, convert(child)]),
      );
  }
  const discriminator = convertDiscriminator(raw, by);
  if (discriminator) schema.discriminator = discriminator;
  const xml = convertXml(raw);
  if (xml) schema.xml = xml;
  mendTypes(schema, raw, registry);
  mendBounds(schema, raw);
  return schema;
}

/** Kept for samples; validators go by the branches themselves. */
function convertDiscriminator(raw: Tree, { registry, refs }: Converter): Json | undefined {
  const told = member(raw, "discriminator");
  const propertyName = typeof told === "string" ? told : textAt(told, "propertyName");
  if (!propertyName) return undefined;
  const mapping: [string, string][] = [];
  for (const [value, target] of Object.entries(treeAt(told, "mapping")).slice(0, 300)) {
    const found = typeof target === "string" ? registry.findByName(target) : undefined;
    if (!found) continue;
    refs.add(found.key);
    mapping.push([value, `#/$defs/${found.key}`]);
  }
  return { propertyName, ...(mapping.length > 0 && { mapping: Object.fromEntries(mapping) }) };
}

/** Kept for values written as XML: only what that reads, as validators look into keywords that they do not know. */
function convertXml(raw: Tree): Json | undefined {
  const told = member(raw, "xml");
  const name = textAt(told, "name");
  const nodeType = textAt(told, "nodeType");
  const xml = {
    ...(name && { name: cutText(name, 200) }),
    ...(nodeType && { nodeType: cutText(nodeType, 50) }),
    ...(flagAt(told, "attribute") && { attribute: true }),
    ...(flagAt(told, "wrapped") && { wrapped: true }),
  };
  return Object.keys(xml).length > 0 ? xml : undefined;
}

/** Keywords with a value of the wrong kind would make the validator refuse the whole schema. */
function mendTypes(schema: Record<string, Json>, raw: Tree, registry: Registry): void {
  const types = (Array.isArray(raw.type) ? raw.type : [raw.type]).filter(
    (type): type is string => typeof type === "string" && TYPES.has(type),
  );
  const isNullable = raw.nullable === true || raw["x-nullable"] === true;
  if (types.length === 0) delete schema.type;
  else {
    const all = [...new Set(isNullable ? [...types, "null"] : types)];
    schema.type = all.length === 1 ? (all[0] ?? "object") : all;
  }
  if (isNullable && Array.isArray(schema.enum) && !schema.enum.includes(null))
    schema.enum = [...schema.enum, null];
  if ("enum" in schema && (!Array.isArray(schema.enum) || schema.enum.length === 0)) delete schema.enum;
  if ("required" in schema)
    schema.required = [...new Set(listAt(raw, "required").filter((name) => typeof name === "string"))].filter(
      (name) => !registry.isInternal(member(raw.properties, name)),
    );
  if (Array.isArray(schema.required) && schema.required.length === 0) delete schema.required;
  if ("pattern" in schema && typeof schema.pattern !== "string") delete schema.pattern;
  if ("format" in schema && typeof schema.format !== "string") delete schema.format;
  if ("examples" in schema && !Array.isArray(schema.examples)) delete schema.examples;
  if ("uniqueItems" in schema && typeof schema.uniqueItems !== "boolean") delete schema.uniqueItems;
}

function mendBounds(schema: Record<string, Json>, raw: Tree): void {
  for (const [exclusive, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof raw[exclusive] === "boolean") {
      delete schema[exclusive];
      if (raw[exclusive] && typeof raw[bound] === "number") {
        schema[exclusive] = raw[bound];
        delete schema[bound];
      }
    } else if (exclusive in schema && typeof schema[exclusive] !== "number") delete schema[exclusive];
    if (bound in schema && typeof schema[bound] !== "number") delete schema[bound];
  }
  for (const word of ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]) {
    const value = schema[word];
    if (word in schema && !(typeof value === "number" && Number.isInteger(value) && value >= 0))
      delete schema[word];
  }
  if ("multipleOf" in schema && !(typeof schema.multipleOf === "number" && schema.multipleOf > 0))
    delete schema.multipleOf;
}

/** What a parser made is JSON already, but for YAML's dates, binaries and sets. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(toJson);
  if (isTree(value)) {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, toJson(child)]));
  }
  return null;
}
