import type { CallableMedia, CallableParameter, Json, JsonSchema } from "#server/specs/schema.ts";
import { decodeText } from "./query-text.ts";
import { itemsOf, kindsOf, propertiesOf } from "./schema-kinds.ts";

type Definitions = Record<string, JsonSchema>;
type Pairs = [string, string][];

const MAX_KEYS = 500;

/** Whether a parameter's value is a list or an object where the text leaves it open. */
export function shapeOf(
  schema: Json | undefined,
  $defs: Definitions,
  count = 1,
): "array" | "object" | "scalar" {
  const kinds = kindsOf(schema, $defs);
  const isScalar = ["string", "number", "integer", "boolean"].some((kind) => kinds.has(kind));
  if (kinds.has("array") && (!isScalar || count > 1)) return "array";
  return kinds.has("object") && !isScalar ? "object" : "scalar";
}

/** A path or header value (simple, label, matrix) as JSON of texts; the validator makes numbers of them. */
export function readSimple(parameter: CallableParameter, text: string, $defs: Definitions): unknown {
  const { name, style, explode } = parameter;
  const shape = shapeOf(parameter.schema, $defs);
  let rest = text;
  let glue = ",";
  if (style === "label") {
    rest = text.replace(/^\./, "");
    glue = explode ? "." : ",";
  } else if (style === "matrix") {
    rest = text.replace(/^;/, "");
    if (shape === "object" && explode) return fromAssignments(rest.split(";"));
    const prefix = `${name}=`;
    if (shape === "array" && explode)
      return rest.split(";").map((part) => (part.startsWith(prefix) ? part.slice(prefix.length) : part));
    rest = rest.startsWith(prefix) ? rest.slice(prefix.length) : rest === name ? "" : rest;
  }
  const parts = (value: string) => (value === "" ? [] : value.split(glue).map((part) => part.trim()));
  if (shape === "array") return parts(rest);
  if (shape === "object") return explode ? fromAssignments(parts(rest)) : fromAlternating(parts(rest));
  return rest;
}

/** A query parameter's value out of all pairs; undefined when it is not there. */
export function readQuery(
  parameter: Pick<CallableParameter, "name" | "style" | "explode"> & { schema?: Json | undefined },
  pairs: Pairs,
  taken: ReadonlySet<string>,
  $defs: Definitions,
): unknown {
  const { name, style, explode, schema } = parameter;
  if (style === "deepObject") return readDeep(name, pairs, schema, $defs);
  const values = pairs.filter(([other]) => other === name).map(([, value]) => value);
  const shape = shapeOf(schema, $defs, values.length);
  if (shape === "object" && explode && style === "form") return readSpread(pairs, taken, schema, $defs);
  if (values.length === 0) {
    const bracketed =
      shape === "array"
        ? pairs.filter(([other]) => other === `${name}[]`).map(([, value]) => decodeText(value))
        : [];
    return bracketed.length > 0 ? bracketed : undefined;
  }
  const first = values[0] ?? "";
  if (shape === "scalar") return decodeText(first);
  if (shape === "array" && values.length > 1) return values.map(decodeText);
  if (shape === "array" && explode && style === "form") return [decodeText(first)];
  const glue =
    style === "spaceDelimited"
      ? /%20|\+| /
      : style === "pipeDelimited"
        ? /\||%7C/i
        : style === "tabDelimited"
          ? /%09|\t/
          : /,|%2C/i;
  const parts = first === "" ? [] : first.split(glue).map(decodeText);
  return shape === "array" ? parts : fromAlternating(parts);
}

/** name[a][b]=v and name[]=v as nested JSON. */
export function readDeep(name: string, pairs: Pairs, schema: Json | undefined, $defs: Definitions): unknown {
  let root: Branch | undefined;
  let plain: string | undefined;
  for (const [key, value] of pairs) {
    if (key === name) plain ??= decodeText(value);
    if (!key.startsWith(`${name}[`)) continue;
    const path = [...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "");
    if (path.length === 0 || path.length > 10) continue;
    root ??= new Map();
    plant(root, path, decodeText(value));
  }
  return root ? grow(root, schema, $defs, 0) : plain;
}

type Branch = Map<string, Branch | string>;

function plant(branch: Branch, path: string[], value: string): void {
  const [head = "", ...rest] = path;
  const key = head === "" ? String(branch.size) : head;
  if (branch.size > MAX_KEYS) return;
  if (rest.length === 0) {
    branch.set(key, value);
    return;
  }
  const known = branch.get(key);
  const next: Branch = known instanceof Map ? known : new Map();
  branch.set(key, next);
  plant(next, rest, value);
}

function grow(branch: Branch, schema: Json | undefined, $defs: Definitions, depth: number): unknown {
  const isList =
    shapeOf(schema, $defs, 2) === "array" && [...branch.keys()].every((key) => /^\d+$/.test(key));
  const properties = isList ? undefined : propertiesOf(schema, $defs);
  const entries = [...branch].map(([key, value]): [string, unknown] => {
    const inner = isList ? itemsOf(schema, $defs) : properties?.get(key);
    return [key, typeof value === "string" || depth > 10 ? value : grow(value, inner, $defs, depth + 1)];
  });
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** An exploded form object: its properties are parameters of their own. */
function readSpread(
  pairs: Pairs,
  taken: ReadonlySet<string>,
  schema: Json | undefined,
  $defs: Definitions,
): unknown {
  const properties = propertiesOf(schema, $defs);
  const isOpen =
    typeof schema === "object" &&
    schema !== null &&
    !Array.isArray(schema) &&
    schema.additionalProperties !== undefined &&
    schema.additionalProperties !== false;
  const entries = new Map<string, unknown>();
  for (const [name, value] of pairs) {
    if (!properties.has(name) && (!isOpen || taken.has(name))) continue;
    if (entries.has(name)) continue;
    const all = pairs.filter(([other]) => other === name).map(([, one]) => decodeText(one));
    entries.set(name, shapeOf(properties.get(name), $defs, all.length) === "array" ? all : decodeText(value));
    if (entries.size > MAX_KEYS) break;
  }
  return entries.size > 0 ? Object.fromEntries(entries) : undefined;
}

/** A form body as an object: fields in the style the document states, others as clients usually write them. */
export function readForm(
  pairs: Pairs,
  schema: JsonSchema | undefined,
  $defs: Definitions,
  encoding: CallableMedia["encoding"] = {},
): Record<string, unknown> {
  const properties = propertiesOf(schema, $defs);
  const { entries, spread } = readStyled(pairs, properties, encoding, $defs);
  for (const [key] of pairs) {
    const name = key.replace(/\[.*$/s, "");
    if (entries.has(name) || spread.has(name) || entries.size > MAX_KEYS) continue;
    if (key !== name) {
      entries.set(name, readDeep(name, pairs, properties.get(name), $defs));
      continue;
    }
    const values = pairs.filter(([other]) => other === name).map(([, value]) => decodeText(value));
    const shape = shapeOf(properties.get(name), $defs, values.length);
    const isJsonList = shape === "array" && values.length === 1 && /^\s*\[/.test(values[0] ?? "");
    const isJson = shape === "object" || isJsonList;
    entries.set(name, isJson ? parseJson(values[0] ?? "") : shape === "array" ? values : values[0]);
  }
  return Object.fromEntries(entries);
}

/** Fields with a style of their own are read as parameters are; `spread` are the keys that an exploded object took. */
function readStyled(
  pairs: Pairs,
  properties: Map<string, Json>,
  encoding: NonNullable<CallableMedia["encoding"]>,
  $defs: Definitions,
): { entries: Map<string, unknown>; spread: Set<string> } {
  const entries = new Map<string, unknown>();
  const spread = new Set<string>();
  for (const [name, manner] of Object.entries(encoding)) {
    if (manner.style === undefined && manner.explode === undefined) continue;
    const { style = "form", explode = style === "form" } = manner;
    const field = { name, style, explode, schema: properties.get(name) };
    const value = readQuery(field, pairs, new Set(properties.keys()), $defs);
    if (value === undefined) continue;
    entries.set(name, value);
    if (explode && shapeOf(field.schema, $defs) === "object")
      for (const key of propertiesOf(field.schema, $defs).keys()) spread.add(key);
  }
  return { entries, spread };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fromAssignments(parts: string[]): Record<string, string> {
  return Object.fromEntries(
    parts.map((part) =>
      part.includes("=") ? [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)] : [part, ""],
    ),
  );
}

function fromAlternating(parts: string[]): Record<string, string> {
  const entries: [string, string][] = [];
  for (let i = 0; i < parts.length; i += 2) entries.push([parts[i] ?? "", parts[i + 1] ?? ""]);
  return Object.fromEntries(entries);
}
