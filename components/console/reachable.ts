import type { Json, JsonSchema } from "#server/specs/schema.ts";

const PREFIX = "#/$defs/";
/** A group that repeats and is itself repeated: such patterns can keep a browser busy for minutes on one short text. */
const COSTLY_PATTERN = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,)/;

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
    if (name === "$ref" && typeof item === "string" && item.startsWith(PREFIX)) return [keyOf(item)];
    return referencesOf(item);
  });
}

function keyOf(reference: string): string {
  const key = reference.slice(PREFIX.length);
  try {
    return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return key;
  }
}

/** Follows references until a schema that says something by itself. */
export function resolved(schema: Json | undefined, $defs: Record<string, JsonSchema>): JsonSchema {
  let here = schema;
  for (let hops = 0; hops < 20; hops++) {
    if (typeof here === "boolean") return here;
    if (typeof here !== "object" || here === null || Array.isArray(here)) return true;
    if (typeof here.$ref !== "string" || !here.$ref.startsWith(PREFIX)) return here;
    here = $defs[keyOf(here.$ref)];
  }
  return true;
}

/** The same schema without the patterns that a hostile document could freeze a tab with; the server checks them. */
export function withoutCostlyPatterns(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutCostlyPatterns);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([name, value]) => {
    return name !== "pattern" || typeof value !== "string" || isCheapPattern(value);
  });
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutCostlyPatterns(value)]));
}

function isCheapPattern(pattern: string): boolean {
  if (pattern.length > 400 || COSTLY_PATTERN.test(pattern)) return false;
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false; // other dialects of regular expressions cannot be checked here
  }
}
