import type { Json, JsonSchema } from "#server/specs/schema.ts";

export type Direction = "request" | "response";

/** Counts work while validating; the validator knows it. */
export const STEP_KEYWORD = "x-portico-step";

const MAX_DEPTH = 300;
const ONE = new Set([
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "items",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
  "contentSchema",
]);
const LIST = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const MAP = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** They change how references resolve or which dialect holds; documents of others must not decide that. */
const DROPPED = new Set([
  "$id",
  "$schema",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "$recursiveRef",
  "$recursiveAnchor",
  "$vocabulary",
  "$defs",
  "definitions",
  "$comment",
  "id",
]);

type Keywords = { [keyword: string]: Json };
type Definitions = Record<string, JsonSchema>;

/**
 * A schema on its own, with the definitions it reaches, for one direction: a request need not hold what is read-only,
 * a response need not hold what is write-only. Branches and definitions carry a counter that bounds the work.
 */
export function prepareSchema(schema: JsonSchema, $defs: Definitions, direction: Direction): JsonSchema {
  if (typeof schema === "boolean") return schema;
  const flag = direction === "request" ? "readOnly" : "writeOnly";
  const reached: Record<string, Json> = {};
  const waiting: string[] = [];
  const root = prepare(schema, 0, false);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    reached[key] = prepare($defs[key] ?? true, 0, true);
  }
  return typeof root === "boolean" ? root : { ...root, $defs: reached };

  function prepare(part: Json, depth: number, isCounted: boolean): Keywords | boolean {
    if (typeof part === "boolean") return part;
    if (typeof part !== "object" || part === null || Array.isArray(part) || depth > MAX_DEPTH) return true;
    const prepared: Keywords = isCounted ? { [STEP_KEYWORD]: true } : {};
    for (const [keyword, value] of Object.entries(part)) {
      if (DROPPED.has(keyword)) continue;
      if (keyword === "$ref") prepared.$ref = reach(value);
      else if (keyword === "required") prepared.required = withoutHidden(value, part.properties);
      else if (ONE.has(keyword)) prepared[keyword] = prepare(value, depth + 1, false);
      else if (LIST.has(keyword) && Array.isArray(value))
        prepared[keyword] = value.map((one) => prepare(one, depth + 1, true));
      else if (MAP.has(keyword) && isKeywords(value)) prepared[keyword] = mapValues(value, depth);
      else if (!LIST.has(keyword) && !MAP.has(keyword)) prepared[keyword] = value;
    }
    return prepared;
  }

  function mapValues(value: Keywords, depth: number): Keywords {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, prepare(one, depth + 1, false)]),
    );
  }

  function reach(ref: Json): string {
    const key = typeof ref === "string" ? keyOf(ref) : "";
    if (!(key in reached)) {
      reached[key] = true;
      waiting.push(key);
    }
    return `#/$defs/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
  }

  function withoutHidden(required: Json, properties: Json | undefined): Json {
    if (!Array.isArray(required) || !isKeywords(properties)) return required;
    return required.filter((name) => typeof name !== "string" || !isHidden(properties[name]));
  }

  function isHidden(property: Json | undefined): boolean {
    if (!isKeywords(property)) return false;
    if (property[flag] === true) return true;
    const target = typeof property.$ref === "string" ? $defs[keyOf(property.$ref)] : undefined;
    return typeof target === "object" && target[flag] === true;
  }
}

export function keyOf(ref: string): string {
  const raw = ref.replace(/^#\/\$defs\//, "");
  try {
    return decodeURIComponent(raw).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return raw;
  }
}

function isKeywords(value: Json | undefined): value is Keywords {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
