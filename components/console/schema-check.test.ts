import { describe, expect, it } from "vitest";
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

  it("does not run patterns that could freeze the page", () => {
    const check = schemaCheck({ type: "string", pattern: "^(a+)+$" }, {});
    expect(check(`${"a".repeat(40)}!`)).toEqual([]);
  });

  it("says nothing of schemas that cannot be read", () => {
    expect(schemaCheck({ $ref: "#/$defs/Gone" }, {})({})).toEqual([]);
    expect(schemaCheck(true, {})({})).toEqual([]);
  });
});
