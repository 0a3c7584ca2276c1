import { ignoredKeyword, schemaMapKeyword } from "@cfworker/json-schema";
import { DEFINITION_PREFIX, definitionKey } from "#lib/definition-key.ts";
import type { Json, JsonSchema } from "#server/specs/schema.ts";

/** The definitions that these schemas lead to. */
export function reachable(
  schemas: JsonSchema[],
  $defs: Record<string, JsonSchema>,
): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  const waiting: Json[] = [...schemas];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const key of referencesOf(value)) {
      const definition = $defs[key];
      if (definition === undefined || Object.hasOwn(found, key)) continue;
      found[key] = definition;
      waiting.push(definition);
    }
  }
  return found;
}

function referencesOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    if (name === "$ref" && typeof item === "string" && item.startsWith(DEFINITION_PREFIX))
      return [definitionKey(item)];
    return referencesOf(item);
  });
}

/** Follows references until a schema that says something by itself. */
export function resolved(schema: Json | undefined, $defs: Record<string, JsonSchema>): JsonSchema {
  let here = schema;
  for (let hops = 0; hops < 20; hops++) {
    if (typeof here === "boolean") return here;
    if (typeof here !== "object" || here === null || Array.isArray(here)) return true;
    if (typeof here.$ref !== "string" || !here.$ref.startsWith(DEFINITION_PREFIX)) return here;
    here = $defs[definitionKey(here.$ref)];
  }
  return true;
}

/**
 * The same schema without patterns: on the engine of browsers, a hostile one keeps the tab busy for as long as it likes.
 * The server checks them. Properties that a pattern would have judged may be anything here.
 */
export function withoutPatterns(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutPatterns);
  if (typeof schema !== "object" || schema === null) return schema;
  const { pattern: _, patternProperties, ...others } = schema;
  const kept = Object.entries(others).map(([name, value]): [string, Json] => {
    if (Object.hasOwn(ignoredKeyword, name)) return [name, value];
    return [name, Object.hasOwn(schemaMapKeyword, name) ? ofEach(value) : withoutPatterns(value)];
  });
  return {
    ...Object.fromEntries(kept),
    ...(patternProperties !== undefined && { additionalProperties: true }),
  };
}

/** Under such a keyword stand schemas by names, which may be those of keywords. */
function ofEach(schemas: Json): Json {
  if (typeof schemas !== "object" || schemas === null || Array.isArray(schemas))
    return withoutPatterns(schemas);
  return Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, withoutPatterns(one)]));
}
