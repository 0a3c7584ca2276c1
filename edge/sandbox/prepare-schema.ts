import { definitionKey } from "#lib/definition-key.ts";
import type { Json, JsonSchema } from "#server/specs/schema.ts";

export type Direction = "request" | "response";

/** Counts work while validating; the validator knows it. */
export const STEP_KEYWORD = "x-portico-step";
/** Stands for a reference; its value is the definition's key. */
export const REF_KEYWORD = "x-portico-ref";

const MAX_DEPTH = 80;
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
/** Of these, what is evaluated inside counts for the schema around. */
const IN_PLACE = new Set(["if", "then", "else"]);
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
 * One schema for one direction: a request need not hold what is read-only, a response need not hold what is write-only.
 * References become a keyword of ours that compiles its target when a value first gets there, because the closure of
 * one response may be most of a document. Branches carry a counter that bounds the work.
 */
export function prepareSchema(schema: JsonSchema, $defs: Definitions, direction: Direction): JsonSchema {
  const flag = direction === "request" ? "readOnly" : "writeOnly";
  const near: Record<string, Json> = {};
  const root = prepare(schema, 0, false, false);
  return typeof root === "boolean" || Object.keys(near).length === 0 ? root : { ...root, $defs: near };

  /** `isWhole`: what the schema evaluates must be known at its place, so its own references are real ones. */
  function prepare(part: Json, depth: number, isCounted: boolean, isWhole: boolean): Keywords | boolean {
    if (typeof part === "boolean") return part;
    if (!isKeywords(part) || depth > MAX_DEPTH) return true;
    const prepared: Keywords = isCounted ? { [STEP_KEYWORD]: true } : {};
    const isHere = isWhole || part.unevaluatedProperties !== undefined || part.unevaluatedItems !== undefined;
    for (const [keyword, value] of Object.entries(part)) {
      if (DROPPED.has(keyword)) continue;
      if (keyword === "$ref") refer(prepared, value, isHere);
      else if (keyword === "required") prepared.required = withoutHidden(value, part.properties);
      else if (ONE.has(keyword))
        prepared[keyword] = prepare(value, depth + 1, false, isHere && IN_PLACE.has(keyword));
      else if (LIST.has(keyword) && Array.isArray(value))
        prepared[keyword] = value.map((one) =>
          prepare(one, depth + 1, true, isHere && keyword !== "prefixItems"),
        );
      else if (MAP.has(keyword) && isKeywords(value))
        prepared[keyword] = mapValues(value, depth, isHere && keyword === "dependentSchemas");
      else if (!LIST.has(keyword) && !MAP.has(keyword)) prepared[keyword] = value;
    }
    return prepared;
  }

  function mapValues(value: Keywords, depth: number, isWhole: boolean): Keywords {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, prepare(one, depth + 1, false, isWhole)]),
    );
  }

  function refer(prepared: Keywords, ref: Json, isWhole: boolean): void {
    const key = typeof ref === "string" ? definitionKey(ref) : "";
    if (!isWhole) {
      prepared[REF_KEYWORD] = key;
      return;
    }
    prepared.$ref = `#/$defs/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
    if (Object.hasOwn(near, key)) return;
    near[key] = true;
    near[key] = prepare($defs[key] ?? true, 0, true, true);
  }

  function withoutHidden(required: Json, properties: Json | undefined): Json {
    if (!Array.isArray(required) || !isKeywords(properties)) return required;
    return required.filter((name) => typeof name !== "string" || !isHidden(properties[name]));
  }

  function isHidden(property: Json | undefined): boolean {
    if (!isKeywords(property)) return false;
    if (property[flag] === true) return true;
    const target = typeof property.$ref === "string" ? $defs[definitionKey(property.$ref)] : undefined;
    return typeof target === "object" && target[flag] === true;
  }
}

function isKeywords(value: Json | undefined): value is Keywords {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
