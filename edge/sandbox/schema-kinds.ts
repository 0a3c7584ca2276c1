import { definitionKey } from "#lib/definition-key.ts";
import type { Json, JsonSchema } from "#server/specs/schema.ts";

type Definitions = Record<string, JsonSchema>;

/** The JSON types a schema speaks of, through references and choices; empty when it says none. */
export function kindsOf(schema: Json | undefined, $defs: Definitions, depth = 0): Set<string> {
  const kinds = new Set<string>();
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 12) return kinds;
  for (const type of Array.isArray(schema.type) ? schema.type : [schema.type])
    if (typeof type === "string") kinds.add(type);
  if (kinds.size === 0 && schema.properties) kinds.add("object");
  if (kinds.size === 0 && schema.items !== undefined) kinds.add("array");
  const parts: Json[] = [];
  if (typeof schema.$ref === "string") parts.push($defs[definitionKey(schema.$ref)] ?? true);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const members = schema[keyword];
    if (Array.isArray(members)) parts.push(...members.slice(0, 20));
  }
  for (const part of parts) for (const kind of kindsOf(part, $defs, depth + 1)) kinds.add(kind);
  return kinds;
}

/** The properties a schema names, through references and parts that hold together. */
export function propertiesOf(schema: Json | undefined, $defs: Definitions, depth = 0): Map<string, Json> {
  const properties = new Map<string, Json>();
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 12) return properties;
  if (
    typeof schema.properties === "object" &&
    schema.properties !== null &&
    !Array.isArray(schema.properties)
  ) {
    for (const [name, property] of Object.entries(schema.properties)) properties.set(name, property);
  }
  const parts: Json[] = typeof schema.$ref === "string" ? [$defs[definitionKey(schema.$ref)] ?? true] : [];
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const members = schema[keyword];
    if (Array.isArray(members)) parts.push(...members.slice(0, 20));
  }
  for (const part of parts) {
    for (const [name, property] of propertiesOf(part, $defs, depth + 1))
      if (!properties.has(name)) properties.set(name, property);
  }
  return properties;
}

export function itemsOf(schema: Json | undefined, $defs: Definitions, depth = 0): Json | undefined {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 12) return undefined;
  if (schema.items !== undefined) return schema.items;
  if (typeof schema.$ref === "string") return itemsOf($defs[definitionKey(schema.$ref)], $defs, depth + 1);
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const members = schema[keyword];
    if (!Array.isArray(members)) continue;
    for (const member of members.slice(0, 20)) {
      const items = itemsOf(member, $defs, depth + 1);
      if (items !== undefined) return items;
    }
  }
  return undefined;
}
