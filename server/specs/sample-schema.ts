import { decodeRef, type FlatSchema, flattenSchema, isObjectSchema } from "./flatten-schema.ts";
import { sampleText } from "./sample-text.ts";
import type { Json, JsonSchema } from "./schema.ts";

export interface SampleOptions {
  /** Requests leave out what is read-only, responses what is write-only. */
  direction?: "request" | "response";
  /** Which branch of each oneOf and anyOf to prefer; another number gives another example. */
  branch?: number;
  /** Whether examples and defaults written in the schema are believed; they are often not valid. */
  useExamples?: boolean;
  /** Whether properties that may be left out are put in. */
  hasOptional?: boolean;
  /** JSON values in the sample, about. */
  maxNodes?: number;
  maxDepth?: number;
}

interface Sampled {
  value: Json;
  nodes: number;
}

/** No value can be made here: the schema forbids all, needs itself, or the bounds are reached. */
const NONE = undefined;
const MAX_STEPS = 40_000;
const MAX_MEMBERS = 60;

/**
 * A value that fits a 2020-12 schema whose references are "#/$defs/<key>": deterministic, finite for cyclic schemas,
 * bounded in size and work for hostile ones. Best effort: validate it where validity matters. Undefined when there is none.
 */
export function sampleSchema(
  schema: JsonSchema,
  $defs: Record<string, JsonSchema>,
  options: SampleOptions = {},
): Json | undefined {
  return new Sampler($defs, options).sample(schema, 0, 0, [])?.value;
}

class Sampler {
  readonly #defs: Record<string, JsonSchema>;
  readonly #options: Required<SampleOptions>;
  readonly #memo = new Map<string, Sampled>();
  #steps = 0;
  #nodes = 0;

  constructor($defs: Record<string, JsonSchema>, options: SampleOptions) {
    this.#defs = $defs;
    const defaults = {
      direction: "response",
      branch: 0,
      useExamples: true,
      hasOptional: true,
      maxNodes: 2_000,
      maxDepth: 12,
    } as const;
    this.#options = { ...defaults, ...options };
  }

  /** `variant` tells apart the items of an array; `open` are the references we are inside of. */
  sample(schema: JsonSchema, depth: number, variant: number, open: readonly string[]): Sampled | undefined {
    if (++this.#steps > MAX_STEPS || depth > this.#options.maxDepth * 2) return NONE;
    const memoKey =
      isObjectSchema(schema) && typeof schema.$ref === "string" && Object.keys(schema).length === 1
        ? `${schema.$ref} ${variant}`
        : "";
    const known = this.#memo.get(memoKey);
    // A remembered value costs nothing to make but as much as any other to send.
    if (known && this.#nodes + known.nodes <= this.#options.maxNodes) {
      this.#nodes += known.nodes;
      return known;
    }
    const before = this.#nodes;
    const flat = flattenSchema(schema, this.#defs, {
      branch: this.#options.branch,
      open,
      spend: () => ++this.#steps <= MAX_STEPS,
    });
    if (!flat) return NONE;
    const value = this.#value(flat, depth, variant, open);
    if (value === NONE) return NONE;
    this.#nodes++;
    const sampled = { value, nodes: this.#nodes - before };
    if (memoKey && !this.#memo.has(memoKey)) this.#memo.set(memoKey, sampled);
    return sampled;
  }

  #value(flat: FlatSchema, depth: number, variant: number, open: readonly string[]): Json | undefined {
    const { schema, refs } = flat;
    if (refs.some((ref) => count(open, ref) >= 2)) return NONE;
    const within = [...open, ...refs];
    const given = this.#given(schema, variant);
    if (given !== NONE) return given;
    switch (typeOf(schema)) {
      case "object":
        return this.#object(schema, depth, within);
      case "array":
        return this.#array(schema, depth, within);
      case "string":
        return sampleText(schema, variant);
      case "integer":
        return sampleNumber(schema, variant, true);
      case "number":
        return sampleNumber(schema, variant, false);
      case "boolean":
        return variant % 2 === 0;
      case "null":
        return null;
      default:
        return sampleAnything(schema, variant);
    }
  }

  #given(schema: FlatSchema["schema"], variant: number): Json | undefined {
    if (schema.const !== undefined) return schema.const;
    const told = schema["x-discriminator"];
    if (told !== undefined && (!Array.isArray(schema.enum) || schema.enum.includes(told))) return told;
    if (Array.isArray(schema.enum)) {
      const values = schema.enum.filter((value) => value !== null);
      return values.length > 0 ? values[variant % values.length] : null;
    }
    if (!this.#options.useExamples || variant > 0) return NONE;
    const written =
      schema.example ?? (Array.isArray(schema.examples) ? schema.examples[0] : undefined) ?? schema.default;
    if (written === undefined || written === null || !fitsType(schema, written)) return NONE;
    // A written example of an object may show what this direction leaves out.
    return typeof written === "object" &&
      !Array.isArray(written) &&
      hasHidden(schema, this.#options.direction)
      ? NONE
      : written;
  }

  #object(schema: FlatSchema["schema"], depth: number, open: readonly string[]): Json | undefined {
    const properties = isRecord(schema.properties) ? schema.properties : {};
    const required = new Set(
      Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === "string") : [],
    );
    const most = numberOf(schema.maxProperties) ?? Number.POSITIVE_INFINITY;
    const entries: [string, Json][] = [];
    let optionalLeft = Math.max(0, most - required.size);
    for (const [name, property] of Object.entries(properties)) {
      if (!isSchema(property) || this.#isHidden(property)) continue;
      const isRequired = required.has(name);
      if (!isRequired && (optionalLeft <= 0 || !this.#wantsOptional(property, depth, open))) continue;
      const sampled = this.sample(property, depth + 1, 0, open);
      if (sampled) entries.push([name, sampled.value]);
      else if (isRequired) return NONE;
      if (!isRequired && sampled) optionalLeft--;
    }
    for (const name of required) {
      if (name in properties) continue;
      const sampled = this.sample(schemaForExtra(schema, name), depth + 1, 0, open);
      if (!sampled) return NONE;
      entries.push([name, sampled.value]);
    }
    this.#addExtra(schema, entries, Math.min(numberOf(schema.minProperties) ?? 0, MAX_MEMBERS), depth, open);
    return Object.fromEntries(entries);
  }

  /** Further properties: as many as the schema demands, and one to show their shape when there are no others. */
  #addExtra(
    schema: FlatSchema["schema"],
    entries: [string, Json][],
    least: number,
    depth: number,
    open: readonly string[],
  ): void {
    const { additionalProperties } = schema;
    const showsShape =
      isRecord(additionalProperties) && Object.keys(additionalProperties).length > 0 && entries.length === 0;
    const isWanted =
      showsShape &&
      this.#options.hasOptional &&
      numberOf(schema.maxProperties) !== 0 &&
      depth < this.#options.maxDepth;
    const goal = Math.max(least, isWanted ? 1 : 0);
    for (let i = 0; entries.length < goal && i < MAX_MEMBERS; i++) {
      const name = extraName(schema, i);
      if (entries.some(([other]) => other === name)) continue;
      const sampled = this.sample(schemaForExtra(schema, name), depth + 1, i, open);
      if (!sampled) return;
      entries.push([name, sampled.value]);
    }
  }

  #wantsOptional(property: JsonSchema, depth: number, open: readonly string[]): boolean {
    if (
      !this.#options.hasOptional ||
      depth >= this.#options.maxDepth ||
      this.#nodes >= this.#options.maxNodes
    )
      return false;
    return !(isRecord(property) && typeof property.$ref === "string" && open.includes(property.$ref));
  }

  #isHidden(property: JsonSchema): boolean {
    const flag = this.#options.direction === "request" ? "readOnly" : "writeOnly";
    if (!isObjectSchema(property)) return false;
    if (property[flag] === true) return true;
    const target = typeof property.$ref === "string" ? this.#defs[decodeRef(property.$ref)] : undefined;
    return isObjectSchema(target) && target[flag] === true;
  }

  #array(schema: FlatSchema["schema"], depth: number, open: readonly string[]): Json | undefined {
    const least = Math.min(numberOf(schema.minItems) ?? 0, MAX_MEMBERS);
    const most = numberOf(schema.maxItems) ?? Number.POSITIVE_INFINITY;
    const isFull = depth >= this.#options.maxDepth || this.#nodes >= this.#options.maxNodes;
    const goal = Math.min(most, Math.max(least, isFull || !this.#options.hasOptional ? 0 : 1));
    const items: Json[] = [];
    const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems.filter(isSchema) : [];
    const rest = isSchema(schema.items) ? schema.items : true;
    const contains = isSchema(schema.contains) ? [schema.contains] : [];
    for (let i = 0; i < Math.max(goal, Math.min(most, contains.length)); i++) {
      const sampled = this.sample(
        prefix[i] ?? contains[i] ?? rest,
        depth + 1,
        schema.uniqueItems === true ? i : 0,
        open,
      );
      if (!sampled) return items.length >= least ? items : NONE;
      items.push(sampled.value);
    }
    return items;
  }
}

function schemaForExtra(schema: FlatSchema["schema"], name: string): JsonSchema {
  if (isRecord(schema.patternProperties)) {
    for (const [pattern, value] of Object.entries(schema.patternProperties)) {
      if (isSchema(value) && name === sampleText({ pattern }, 0)) return value;
    }
  }
  return isSchema(schema.additionalProperties) ? schema.additionalProperties : true;
}

function extraName(schema: FlatSchema["schema"], index: number): string {
  if (isRecord(schema.patternProperties)) {
    const patterns = Object.keys(schema.patternProperties);
    const pattern = patterns[index % patterns.length];
    if (pattern) return sampleText({ pattern }, index);
  }
  const names = schema.propertyNames;
  if (isRecord(names)) {
    if (Array.isArray(names.enum)) return String(names.enum[index % names.enum.length]);
    return sampleText(names, index);
  }
  return `property${index + 1}`;
}

function typeOf(schema: FlatSchema["schema"]): string | undefined {
  const { type } = schema;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) {
    const types = type.filter((name) => name !== "null");
    const chosen = types[0] ?? (type.length > 0 ? "null" : undefined);
    return typeof chosen === "string" ? chosen : undefined;
  }
  if (
    schema.properties ||
    schema.required ||
    schema.additionalProperties !== undefined ||
    schema.patternProperties ||
    schema.minProperties
  )
    return "object";
  if (
    schema.items !== undefined ||
    schema.prefixItems ||
    schema.minItems !== undefined ||
    schema.contains !== undefined
  )
    return "array";
  if (schema.pattern || schema.format || schema.minLength !== undefined || schema.maxLength !== undefined)
    return "string";
  if (
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].some(
      (name) => schema[name] !== undefined,
    )
  )
    return "number";
  return undefined;
}

/** Where no type is said, a text, unless a "not" rules texts out. */
function sampleAnything({ not }: FlatSchema["schema"], variant: number): Json | undefined {
  const barred = isRecord(not) ? [not.type].flat() : [];
  const candidates: [string, Json][] = [
    ["string", `any${variant ? variant + 1 : ""}`],
    ["integer", variant + 1],
    ["boolean", true],
    ["object", {}],
    ["array", []],
    ["null", null],
  ];
  return candidates.find(
    ([type]) => !barred.includes(type) && !(type === "integer" && barred.includes("number")),
  )?.[1];
}

/** A number inside its bounds; 1 where nothing else is said. */
function sampleNumber(schema: FlatSchema["schema"], variant: number, isInteger: boolean): number | undefined {
  const step = numberOf(schema.multipleOf) ?? (isInteger ? 1 : undefined);
  const exclusiveLow = numberOf(schema.exclusiveMinimum);
  const exclusiveHigh = numberOf(schema.exclusiveMaximum);
  const nudge = step ?? 0.01;
  const low = Math.max(
    numberOf(schema.minimum) ?? Number.NEGATIVE_INFINITY,
    exclusiveLow === undefined ? Number.NEGATIVE_INFINITY : exclusiveLow + nudge,
  );
  const high = Math.min(
    numberOf(schema.maximum) ?? Number.POSITIVE_INFINITY,
    exclusiveHigh === undefined ? Number.POSITIVE_INFINITY : exclusiveHigh - nudge,
  );
  if (low > high) {
    const middle = ((exclusiveLow ?? low) + (exclusiveHigh ?? high)) / 2;
    return step === undefined && Number.isFinite(middle) ? middle : NONE;
  }
  let value = Math.min(Math.max(isInteger ? 1 : 1.5, low), high) + variant * nudge;
  if (step && step > 0) value = Math.ceil(round(value / step)) * step;
  if (value > high && step) value = Math.floor(round(high / step)) * step;
  value = round(Math.min(value, high));
  return value < low ? NONE : value;
}

/** Takes the noise of binary fractions away: 0.30000000000000004 → 0.3. */
function round(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(12));
}

function fitsType(schema: FlatSchema["schema"], value: Json): boolean {
  const types = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  if (types.length === 0) return true;
  const kind = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  return types.includes(kind) || (kind === "number" && types.includes("integer") && Number.isInteger(value));
}

function hasHidden(schema: FlatSchema["schema"], direction: "request" | "response"): boolean {
  const flag = direction === "request" ? "readOnly" : "writeOnly";
  return (
    isRecord(schema.properties) &&
    Object.values(schema.properties).some((property) => isRecord(property) && property[flag] === true)
  );
}

function isRecord(value: unknown): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === "boolean" || isRecord(value);
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function count(list: readonly string[], wanted: string): number {
  return list.reduce((sum, item) => (item === wanted ? sum + 1 : sum), 0);
}
