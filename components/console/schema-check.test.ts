import { describe, expect, it } from "vitest";
import type { JsonSchema } from "#server/specs/schema.ts";
import { schemaCheck } from "./schema-check.ts";

const station = schemaCheck(
  {
    type: "object",
    required: ["name"],
    additionalProperties: false,
    properties: {
      name: { type: "string", minLength: 2 },
      kind: { enum: ["halt", "terminus"] },
      owner: { oneOf: [{ $ref: "#/$defs/Person" }, { $ref: "#/$defs/Company" }, { type: "null" }] },
    },
  },
  {
    Person: { type: "object", required: ["first"], properties: { kind: { const: "person" }, first: {} } },
    Company: {
      type: "object",
      required: ["vat"],
      properties: { kind: { const: "company" }, vat: { type: "string" } },
    },
  },
);

describe("schemaCheck", () => {
  it("is silent about a value that fits", () => {
    expect(station({ name: "Havenmond", kind: "halt", owner: { kind: "person", first: "Ada" } })).toEqual([]);
  });

  it("says what is wrong, and where, in plain words", () => {
    expect(station({ kind: "stop", extra: 1 })).toEqual([
      { pointer: "", message: "“name” is missing." },
      { pointer: "/kind", message: 'This must be one of "halt", "terminus".' },
      { pointer: "/extra", message: "This is not known here." },
    ]);
    expect(station({ name: "H" })).toEqual([{ pointer: "/name", message: "At least 2 characters." }]);
    expect(station({ name: 5 })[0]?.message).toBe("This must be string.");
  });

  it("of several forms tells the one that was meant, or that none fits", () => {
    expect(station({ name: "Hav", owner: 4 })).toEqual([
      { pointer: "/owner", message: "This fits none of the forms that the document allows." },
    ]);
    expect(
      schemaCheck(
        { anyOf: [{ $ref: "#/$defs/A" }, { type: "null" }] },
        { A: { type: "object", required: ["x"] } },
      )({}),
    ).toEqual([{ pointer: "", message: "“x” is missing." }]);
  });

  it.each(["^(a+)+$", "^(a|aa)+$", "^((a+))+$", "^[a-z]$"])("never runs a pattern, such as %s", (pattern) => {
    const text = `${"a".repeat(60)}!`;
    const hidden = { pattern };
    const $defs = { A: hidden, pattern: hidden, properties: hidden };
    const schemas: JsonSchema[] = [
      { type: "string", pattern },
      { $ref: "#/$defs/A" },
      { $ref: "#/$defs/pattern" },
      { $ref: "#/$defs/properties" },
      { anyOf: [{ not: { not: hidden } }] },
    ];
    for (const schema of schemas) expect(schemaCheck(schema, $defs)(text)).toEqual([]);
    const named: JsonSchema = { patternProperties: { [pattern]: false }, additionalProperties: false };
    expect(schemaCheck(named, {})({ [text]: 1 })).toEqual([]);
    expect(schemaCheck({ propertyNames: hidden }, {})({ [text]: 1 })).toEqual([]);
    expect(schemaCheck({ allOf: [named], unevaluatedProperties: false }, {})({ [text]: 1 })).toEqual([]);
  });

  it("keeps what only looks like a pattern: names of properties, and values", () => {
    const schema: JsonSchema = {
      properties: { pattern: { type: "string" }, patternProperties: { type: "string" } },
      additionalProperties: false,
      not: { const: { pattern: "a" } },
    };
    expect(
      schemaCheck(schema, {})({ pattern: 1, patternProperties: 2 }).map(({ pointer }) => pointer),
    ).toEqual(["/pattern", "/patternProperties"]);
    expect(schemaCheck(schema, {})({ pattern: "b" })).toEqual([]);
    expect(schemaCheck(schema, {})({ pattern: "a" })).not.toEqual([]);
  });

  it("says nothing of schemas that cannot be read", () => {
    expect(schemaCheck({ $ref: "#/$defs/Gone" }, {})({})).toEqual([]);
    expect(schemaCheck(true, {})({})).toEqual([]);
  });
});
