import type { Json, JsonSchema } from "./schema.ts";

type Keywords = { [keyword: string]: Json };

/** A schema without $ref, allOf, oneOf and anyOf: one way to satisfy them all. */
export interface FlatSchema {
  schema: Keywords;
  /** The references that were followed on the way. */
  refs: string[];
}

interface FlattenOptions {
  /** Which branch of a oneOf or anyOf to try first. */
  branch: number;
  /** References we are inside of already; branches without them are preferred. */
  open: readonly string[];
  /** Called for each step of work; false means stop. */
  spend: () => boolean;
}

const MAX_CHAIN = 40;
const MAX_BRANCHES = 30;

export function isObjectSchema(schema: JsonSchema | undefined): schema is Keywords {
  return typeof schema === "object" && schema !== null;
}

/** Chooses one branch of every choice and merges what must hold together; undefined when nothing satisfies it. */
export function flattenSchema(
  schema: JsonSchema,
  $defs: Record<string, JsonSchema>,
  options: FlattenOptions,
): FlatSchema | undefined {
  return flatten(schema, []);

  function flatten(part: JsonSchema, chain: readonly string[]): FlatSchema | undefined {
    if (part === false || !options.spend() || chain.length > MAX_CHAIN) return undefined;
    if (part === true) return { schema: {}, refs: [] };
    const { $ref, allOf, oneOf, anyOf, ...own } = part;
    let flat: FlatSchema | undefined = { schema: own, refs: [] };
    if (typeof $ref === "string" && !chain.includes($ref)) {
      const target = $defs[decodeRef($ref)] ?? true;
      flat = both(flat, flatten(target, [...chain, $ref]));
      flat?.refs.push($ref);
    }
    for (const member of schemasOf(allOf)) flat = both(flat, flatten(member, chain));
    for (const choice of [oneOf, anyOf]) flat = choose(flat, schemasOf(choice), part, chain);
    return flat;
  }

  function choose(
    flat: FlatSchema | undefined,
    branches: JsonSchema[],
    owner: Keywords,
    chain: readonly string[],
  ): FlatSchema | undefined {
    if (!flat || branches.length === 0) return flat;
    let spare: FlatSchema | undefined;
    for (const member of inOrder(branches)) {
      const merged = both(flat, flatten(tell(member, owner), chain));
      if (!merged) continue;
      if (!merged.refs.some((ref) => options.open.includes(ref))) return merged;
      spare ??= merged;
    }
    return spare;
  }

  /** The wanted branch first; "null" branches last, because they show the least. */
  function inOrder(branches: JsonSchema[]): JsonSchema[] {
    const shown = branches.filter((member) => !isNullOnly(member));
    const nulls = branches.filter(isNullOnly);
    const start = shown.length > 0 ? options.branch % shown.length : 0;
    return [...shown.slice(start), ...shown.slice(0, start), ...nulls].slice(0, MAX_BRANCHES);
  }
}

/** Puts the discriminator's value for this branch into it. */
function tell(member: JsonSchema, owner: Keywords): JsonSchema {
  const { discriminator } = owner;
  if (!isObjectSchema(member) || typeof member.$ref !== "string" || !isKeywords(discriminator)) return member;
  const name = discriminator.propertyName;
  if (typeof name !== "string") return member;
  const key = decodeRef(member.$ref);
  const mapping = isKeywords(discriminator.mapping) ? discriminator.mapping : {};
  const mapped = Object.entries(mapping).find(
    ([, target]) => typeof target === "string" && (target === member.$ref || lastSegment(target) === key),
  );
  const value = mapped?.[0] ?? key;
  return { ...member, properties: { [name]: { "x-discriminator": value } } };
}

function both(a: FlatSchema | undefined, b: FlatSchema | undefined): FlatSchema | undefined {
  if (!a || !b) return undefined;
  const schema = mergeSchemas(a.schema, b.schema);
  return schema && { schema, refs: [...a.refs, ...b.refs] };
}

const LARGER = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"]);
const SMALLER = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"]);

/** Both at once; undefined when they contradict each other. */
function mergeSchemas(a: Keywords, b: Keywords): Keywords | undefined {
  const merged: Keywords = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    const known = merged[keyword];
    if (known === undefined) {
      merged[keyword] = value;
      continue;
    }
    const joined = mergeKeyword(keyword, known, value);
    if (joined === undefined) return undefined;
    merged[keyword] = joined;
  }
  return merged;
}

function mergeKeyword(keyword: string, a: Json, b: Json): Json | undefined {
  if (typeof a === "number" && typeof b === "number") {
    if (LARGER.has(keyword)) return Math.max(a, b);
    if (SMALLER.has(keyword)) return Math.min(a, b);
  }
  switch (keyword) {
    case "type":
      return mergeTypes(a, b);
    case "enum": {
      const second = new Set(Array.isArray(b) ? b.map((value) => JSON.stringify(value)) : []);
      const shared = Array.isArray(a) ? a.filter((value) => second.has(JSON.stringify(value))) : [];
      return shared.length > 0 ? shared : undefined;
    }
    case "required":
      return [...new Set([...(Array.isArray(a) ? a : []), ...(Array.isArray(b) ? b : [])])];
    case "properties":
    case "patternProperties":
      return mergeProperties(a, b);
    case "items":
    case "contains":
    case "propertyNames":
    case "additionalProperties":
      return a === false || b === false ? false : a === true ? b : b === true ? a : { allOf: [a, b] };
    case "const":
      return JSON.stringify(a) === JSON.stringify(b) ? a : undefined;
    case "readOnly":
    case "writeOnly":
    case "uniqueItems":
      return a === true || b === true;
    default:
      return a;
  }
}

function mergeTypes(a: Json, b: Json): Json | undefined {
  const first = Array.isArray(a) ? a : [a];
  const second = Array.isArray(b) ? b : [b];
  const shared = first.filter(
    (type) => second.includes(type) || (type === "integer" && second.includes("number")),
  );
  if (first.includes("number") && second.includes("integer") && !shared.includes("integer"))
    shared.push("integer");
  return shared.length > 0 ? shared : undefined;
}

function mergeProperties(a: Json, b: Json): Json {
  const merged: Keywords = isKeywords(a) ? { ...a } : {};
  for (const [name, schema] of Object.entries(isKeywords(b) ? b : {})) {
    const known = merged[name];
    merged[name] =
      known === undefined || JSON.stringify(known) === JSON.stringify(schema)
        ? schema
        : { allOf: [known, schema] };
  }
  return merged;
}

function schemasOf(value: Json | undefined): JsonSchema[] {
  return Array.isArray(value)
    ? value.filter((one): one is Keywords | boolean => typeof one === "boolean" || isKeywords(one))
    : [];
}

function isKeywords(value: Json | undefined): value is Keywords {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNullOnly(schema: JsonSchema): boolean {
  return (
    isObjectSchema(schema) &&
    (schema.type === "null" ||
      schema.const === null ||
      (Array.isArray(schema.enum) && schema.enum.every((one) => one === null)))
  );
}

/** The key of "#/$defs/<key>". */
export function decodeRef(ref: string): string {
  const raw = ref.startsWith("#/$defs/") ? ref.slice("#/$defs/".length) : ref;
  try {
    return decodeURIComponent(raw).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return raw;
  }
}

function lastSegment(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
