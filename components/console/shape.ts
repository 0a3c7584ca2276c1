import type { Json, JsonSchema } from "#server/specs/schema.ts";
import { resolved } from "./reachable.ts";

/** How a value is asked for. */
export type Shape =
  | { kind: "text"; format: string; placeholder: string }
  | { kind: "number"; isInteger: boolean; minimum?: number; maximum?: number }
  | { kind: "choice"; options: Json[] /** So many more are not offered. */; left?: number }
  | { kind: "list"; item: Shape; itemSchema: JsonSchema }
  | { kind: "fields"; fields: ShapeField[] }
  | { kind: "json" };

export interface ShapeField {
  name: string;
  isRequired: boolean;
  description: string;
  schema: JsonSchema;
  shape: Shape;
}

/** What stands in the fields: text of single values, rows of lists, fields of objects. */
export type Draft = string | Draft[] | { [name: string]: Draft | undefined };

export interface Reading {
  value: Json;
  fault?: string;
}

/** Deeper values are written as JSON. */
const MAX_DEPTH = 2;
const MAX_FIELDS = 40;
const MAX_FORM_FIELDS = 1_000;
/** Parts of an allOf, within each other, that are put together. */
const MAX_PARTS = 50;
const MAX_OPTIONS = 2_000;
const PLACEHOLDERS: Record<string, string> = {
  "date-time": "2026-11-25T09:00:00Z",
  time: "09:00:00Z",
  duration: "PT15M",
  uuid: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  email: "name@example.com",
  uri: "https://",
};

/** The form of a schema's values. */
export function shapeOf(schema: Json | undefined, $defs: Record<string, JsonSchema>, depth = 0): Shape {
  const plain = single(schema, $defs);
  if (typeof plain === "boolean") return { kind: "text", format: "", placeholder: "" };
  if (plain.const !== undefined) return { kind: "choice", options: [plain.const] };
  if (Array.isArray(plain.enum) && plain.enum.length > 0) {
    const left = plain.enum.length - MAX_OPTIONS;
    return { kind: "choice", options: plain.enum.slice(0, MAX_OPTIONS), ...(left > 0 && { left }) };
  }
  const type = typeOf(plain);
  if (type === "boolean") return { kind: "choice", options: [true, false] };
  if (type === "number" || type === "integer") {
    return {
      kind: "number",
      isInteger: type === "integer",
      ...(typeof plain.minimum === "number" && { minimum: plain.minimum }),
      ...(typeof plain.maximum === "number" && { maximum: plain.maximum }),
    };
  }
  if (type === "array") {
    if (depth >= MAX_DEPTH) return { kind: "json" };
    const itemSchema = resolved(plain.items ?? true, $defs);
    return { kind: "list", item: shapeOf(itemSchema, $defs, depth + 1), itemSchema };
  }
  if (type === "object") return objectShape(plain, $defs, depth);
  if (type === "any") return { kind: "json" };
  const format = typeof plain.format === "string" ? plain.format : "";
  return { kind: "text", format, placeholder: PLACEHOLDERS[format] ?? "" };
}

/**
 * The fields of a form's body, those of all parts that an allOf puts together. A form may have many more than a value
 * within it: there is no other way to write it.
 */
export function formFieldsOf(schema: Json | undefined, $defs: Record<string, JsonSchema>): ShapeField[] {
  const properties: [string, Json][] = [];
  const required = new Set<Json>();
  const waiting = [single(schema, $defs)];
  for (let seen = 0; seen < MAX_PARTS; seen++) {
    const part = waiting.shift();
    if (part === undefined) break;
    if (typeof part === "boolean") continue;
    properties.push(...Object.entries(asObject(part.properties)));
    for (const name of Array.isArray(part.required) ? part.required : []) required.add(name);
    if (Array.isArray(part.allOf)) waiting.push(...part.allOf.map((one) => resolved(one, $defs)));
  }
  const named = [...new Map(properties)].slice(0, MAX_FORM_FIELDS);
  return fieldsOf(Object.fromEntries(named), required, $defs, 0);
}

function objectShape(
  schema: Exclude<JsonSchema, boolean>,
  $defs: Record<string, JsonSchema>,
  depth: number,
): Shape {
  const properties = Object.entries(asObject(schema.properties));
  if (depth >= MAX_DEPTH || properties.length === 0 || properties.length > MAX_FIELDS)
    return { kind: "json" };
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return { kind: "fields", fields: fieldsOf(Object.fromEntries(properties), required, $defs, depth) };
}

/** Required ones first. */
function fieldsOf(
  properties: { [name: string]: Json },
  required: ReadonlySet<Json>,
  $defs: Record<string, JsonSchema>,
  depth: number,
): ShapeField[] {
  const fields = Object.entries(properties).map(([name, property]) => {
    const plain = resolved(property, $defs);
    const description = typeof plain === "object" && plain.description;
    return {
      name,
      isRequired: required.has(name),
      description: typeof description === "string" ? description : "",
      schema: plain,
      shape: shapeOf(property, $defs, depth + 1),
    };
  });
  return fields.sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
}

/** One of the usual ways to say "this or null", or to add words to a reference, is the schema inside. */
function single(schema: Json | undefined, $defs: Record<string, JsonSchema>): JsonSchema {
  let here = resolved(schema, $defs);
  for (let hops = 0; hops < 5; hops++) {
    if (typeof here === "boolean" || typeOf(here) !== "any") return here;
    const inside = [here.allOf, here.oneOf, here.anyOf].find(Array.isArray);
    const branches = (inside ?? []).map((one) => resolved(one, $defs));
    const meant = branches.filter((one) => typeof one !== "object" || one.type !== "null");
    if (meant.length !== 1 || meant[0] === undefined) return here;
    here = meant[0];
  }
  return here;
}

function typeOf(schema: Exclude<JsonSchema, boolean>): string {
  const { type } = schema;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) {
    const named = type.filter((one) => one !== "null");
    return named.length === 1 && typeof named[0] === "string" ? named[0] : "string";
  }
  if (schema.properties) return "object";
  if (schema.items) return "array";
  if (schema.format || schema.pattern || schema.maxLength || schema.minLength) return "string";
  return "any";
}

/** What the fields show for a value; nothing given shows them empty. */
export function toDraft(shape: Shape, value: Json | undefined): Draft {
  switch (shape.kind) {
    case "list":
      if (Array.isArray(value)) return value.map((item) => toDraft(shape.item, item));
      return value === undefined ? [toDraft(shape.item, undefined)] : [toDraft(shape.item, value)];
    case "fields": {
      const given = asObject(value);
      return Object.fromEntries(
        shape.fields.map(({ name, isRequired, shape: inner }) => [
          name,
          Object.hasOwn(given, name) || isRequired ? toDraft(inner, given[name]) : undefined,
        ]),
      );
    }
    case "json":
      return value === undefined ? "" : JSON.stringify(value, null, 2);
    case "choice":
      return JSON.stringify(value ?? shape.options[0] ?? null);
    default:
      return value === undefined || value === null
        ? ""
        : typeof value === "string"
          ? value
          : JSON.stringify(value);
  }
}

/** The value that the fields stand for. What cannot be read is kept as text, so that errors can be tried on purpose. */
export function readDraft(shape: Shape, draft: Draft): Reading {
  switch (shape.kind) {
    case "list": {
      const read = (Array.isArray(draft) ? draft : []).map((item) => readDraft(shape.item, item));
      return gathered(
        read.map(({ value }) => value),
        read,
      );
    }
    case "fields": {
      const given = typeof draft === "object" && !Array.isArray(draft) ? draft : {};
      const read = shape.fields.flatMap((field) => {
        const item = given[field.name];
        return item === undefined ? [] : [[field.name, readDraft(field.shape, item)] as const];
      });
      return gathered(
        Object.fromEntries(read.map(([name, { value }]) => [name, value])),
        read.map(([, one]) => one),
      );
    }
    case "number":
      return readNumber(text(draft), shape.isInteger);
    case "json":
    case "choice":
      return readJson(text(draft));
    case "text":
      return { value: text(draft) };
  }
}

function gathered(value: Json, parts: Reading[]): Reading {
  const fault = parts.find((part) => part.fault)?.fault;
  return { value, ...(fault && { fault }) };
}

function readNumber(given: string, isInteger: boolean): Reading {
  const number = Number(given);
  if (given.trim() === "" || !Number.isFinite(number))
    return { value: given, fault: `Enter a ${isInteger ? "whole " : ""}number.` };
  if (isInteger && !Number.isInteger(number)) return { value: number, fault: "Enter a whole number." };
  // Beyond what a double holds the digits themselves are sent.
  return { value: Number.isSafeInteger(number) || !Number.isInteger(number) ? number : given.trim() };
}

function readJson(given: string): Reading {
  try {
    return { value: JSON.parse(given) };
  } catch {
    return { value: given, fault: 'This is not JSON. Texts stand in double quotes: "text".' };
  }
}

function text(draft: Draft): string {
  return typeof draft === "string" ? draft : "";
}

function asObject(value: Json | undefined): { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
