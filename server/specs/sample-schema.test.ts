import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { sampleSchema } from "./sample-schema.ts";
import type { JsonSchema } from "./schema.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

function faultsOf(schema: JsonSchema, $defs: Record<string, JsonSchema>, value: unknown): unknown {
  const validate = ajv.compile(typeof schema === "object" ? { ...schema, $defs } : schema);
  return validate(value) ? null : validate.errors;
}

const VALID: Record<string, JsonSchema> = {
  "an object with every property": {
    type: "object",
    required: ["id"],
    properties: { id: { type: "string", format: "uuid" }, n: { type: "integer", minimum: 5 } },
  },
  "bounds that exclude": { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.001 },
  "a multiple inside bounds": { type: "integer", minimum: 10, maximum: 20, multipleOf: 7 },
  "negative numbers": { type: "number", maximum: -3.5 },
  "a pattern with classes and counts": {
    type: "string",
    pattern: "^[A-Z]{3}-\\d{4}(?:-[a-f0-9]+)?$",
    minLength: 8,
  },
  "a pattern with alternatives": { type: "string", pattern: "^(?:asc|desc)$" },
  "a pattern that needs length": { type: "string", pattern: "^[a-z0-9_]+$", minLength: 20, maxLength: 30 },
  "a negated class": { type: "string", pattern: "^[^@]+@[^@]+\\.[a-z]{2,}$" },
  "a short text": { type: "string", maxLength: 2 },
  "unique items": { type: "array", minItems: 3, uniqueItems: true, items: { type: "string" } },
  "unique enum members": { type: "array", minItems: 2, uniqueItems: true, items: { enum: ["a", "b", "c"] } },
  "a tuple": {
    type: "array",
    prefixItems: [{ type: "string" }, { type: "integer" }],
    items: false,
    minItems: 2,
  },
  "parts that must all hold": {
    allOf: [
      { type: "object", required: ["a"], properties: { a: { type: "string" } } },
      { required: ["b"], properties: { b: { const: 7 }, a: { minLength: 9 } } },
    ],
  },
  "one branch beside own properties": {
    type: "object",
    properties: { kind: { type: "string" } },
    oneOf: [{ required: ["x"], properties: { x: { type: "integer" } } }, { required: ["y"] }],
  },
  "a nullable choice": { anyOf: [{ type: "null" }, { type: "string", format: "date-time" }] },
  "a map": { type: "object", additionalProperties: { type: "integer" }, minProperties: 2 },
  "named map members": {
    type: "object",
    propertyNames: { pattern: "^x-[a-z]+$" },
    additionalProperties: true,
    minProperties: 2,
  },
  "members by pattern": {
    type: "object",
    patternProperties: { "^S_": { type: "string" } },
    additionalProperties: false,
    minProperties: 1,
  },
  "something that contains": { type: "array", contains: { const: "z" } },
  "every format": {
    type: "object",
    properties: Object.fromEntries(
      [
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uri-reference",
        "uri-template",
        "uuid",
        "json-pointer",
        "relative-json-pointer",
        "regex",
        "byte",
      ].map((format) => [format, { type: "string", format }]),
    ),
  },
};

test.each(Object.entries(VALID))("%s: the sample is valid", (_name, schema) => {
  const value = sampleSchema(schema, {});
  expect(value).toBeDefined();
  expect(faultsOf(schema, {}, value)).toBeNull();
});

test("requests leave out what is read-only, responses what is write-only", () => {
  const schema: JsonSchema = {
    type: "object",
    properties: {
      id: { type: "string", readOnly: true },
      password: { type: "string", writeOnly: true },
      name: { type: "string" },
    },
  };
  expect(sampleSchema(schema, {}, { direction: "request" })).toEqual({ password: "text", name: "text" });
  expect(sampleSchema(schema, {}, { direction: "response" })).toEqual({ id: "text", name: "text" });
});

test("examples written in the schema are used, and ignored on demand", () => {
  const schema: JsonSchema = { type: "object", properties: { city: { type: "string", examples: ["Ulm"] } } };
  expect(sampleSchema(schema, {})).toEqual({ city: "Ulm" });
  expect(sampleSchema(schema, {}, { useExamples: false })).toEqual({ city: "text" });
});

test("a discriminator names the chosen branch", () => {
  const $defs: Record<string, JsonSchema> = {
    Cat: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
    Dog: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  };
  const schema: JsonSchema = {
    oneOf: [{ $ref: "#/$defs/Cat" }, { $ref: "#/$defs/Dog" }],
    discriminator: { propertyName: "kind", mapping: { dog: "#/components/schemas/Dog" } },
  };
  expect(sampleSchema(schema, $defs)).toEqual({ kind: "Cat" });
  expect(sampleSchema(schema, $defs, { branch: 1 })).toEqual({ kind: "dog" });
});

test("a schema that contains itself ends", () => {
  const $defs: Record<string, JsonSchema> = {
    Node: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string" },
        parent: { $ref: "#/$defs/Node" },
        children: { type: "array", items: { $ref: "#/$defs/Node" } },
      },
    },
  };
  const value = sampleSchema({ $ref: "#/$defs/Node" }, $defs);
  expect(faultsOf({ $ref: "#/$defs/Node" }, $defs, value)).toBeNull();
  expect(JSON.stringify(value).length).toBeLessThan(500);
});

test("a schema that can never be satisfied gives nothing", () => {
  expect(sampleSchema(false, {})).toBeUndefined();
  expect(sampleSchema({ allOf: [{ type: "string" }, { type: "integer" }] }, {})).toBeUndefined();
  expect(
    sampleSchema(
      { $ref: "#/$defs/A" },
      { A: { type: "object", required: ["a"], properties: { a: { $ref: "#/$defs/A" } } } },
    ),
  ).toBeUndefined();
  expect(sampleSchema({ $ref: "#/$defs/A" }, { A: { $ref: "#/$defs/A" } })).toBeDefined();
});

const exponential: Record<string, JsonSchema> = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => {
    const next: JsonSchema = i < 39 ? { $ref: `#/$defs/L${i + 1}` } : { type: "string" };
    return [`L${i}`, { type: "object", required: ["a", "b"], properties: { a: next, b: next, c: next } }];
  }),
);
const choices: Record<string, JsonSchema> = Object.fromEntries(
  Array.from({ length: 30 }, (_, i) => [
    `C${i}`,
    {
      oneOf: Array.from({ length: 30 }, () => ({
        allOf: [{ $ref: `#/$defs/C${i + 1}` }, { $ref: `#/$defs/C${i + 1}` }],
      })),
    },
  ]),
);
let deep: JsonSchema = { type: "string" };
for (let i = 0; i < 5_000; i++) deep = { type: "array", minItems: 1, items: deep };
const wide: JsonSchema = {
  type: "object",
  properties: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`p${i}`, { type: "string" }])),
};

const HOSTILE: [string, JsonSchema, Record<string, JsonSchema>][] = [
  ["references that double at each of 40 levels", { $ref: "#/$defs/L0" }, exponential],
  ["choices of choices", { $ref: "#/$defs/C0" }, choices],
  ["five thousand levels", deep, {}],
  ["a hundred thousand properties", wide, {}],
  [
    "a catastrophic pattern",
    { type: "string", pattern: "^(([a-z])+.)+[A-Z]([a-z])+$", minLength: 1_000 },
    {},
  ],
  ["an enormous least length", { type: "string", minLength: 1e9 }, {}],
  ["an enormous least number of items", { type: "array", minItems: 1e9 }, {}],
  ["nested repetition", { type: "string", pattern: "((((a{900}){900}){900}){900})" }, {}],
  ["unbalanced pattern", { type: "string", pattern: "((((((((".repeat(500) }, {}],
];

test.each(HOSTILE)("%s: ends and stays small", (_name, schema, $defs) => {
  const value = sampleSchema(schema, $defs);
  expect((JSON.stringify(value) ?? "").length).toBeLessThan(500_000);
});
