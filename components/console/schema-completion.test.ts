import { json } from "@codemirror/lang-json";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "#server/specs/schema.ts";
import { completeJson, rangeOfPointer } from "./schema-completion.ts";

const schema: JsonSchema = { $ref: "#/$defs/Station" };
const $defs: Record<string, JsonSchema> = {
  Station: {
    type: "object",
    required: ["code"],
    properties: {
      name: { type: "string" },
      code: { type: "string" },
      kind: { enum: ["halt", "terminus"] },
      isOpen: { type: "boolean" },
      id: { type: "string", readOnly: true },
      platforms: { type: "array", items: { $ref: "#/$defs/Platform" } },
      owner: {
        oneOf: [{ $ref: "#/$defs/Person" }, { type: "object", properties: { vat: { type: "string" } } }],
      },
    },
  },
  Platform: {
    type: "object",
    properties: { number: { type: "integer", minimum: 1 }, next: { $ref: "#/$defs/Platform" } },
  },
  Person: { allOf: [{ type: "object", properties: { first: { type: "string" } } }] },
};

/** Suggestions at the place marked "|". */
function at(marked: string) {
  const pos = marked.indexOf("|");
  const state = EditorState.create({ doc: marked.replace("|", ""), extensions: [json()] });
  ensureSyntaxTree(state, state.doc.length, 30_000);
  const found = completeJson(state, pos, schema, $defs);
  return { names: found?.options.map((one) => one.displayLabel ?? one.label) ?? [], found, state };
}

describe("completeJson", () => {
  it("offers the members of an object, required ones first, without those that are there or only read", () => {
    expect(at('{ "name": "Hall", | }').names).toEqual(["code", "kind", "isOpen", "platforms", "owner"]);
    expect(at('{ "|" }').names[0]).toBe("code");
    expect(at("{|}").names).toContain("name");
  });

  it("writes a member so that the text stays JSON", () => {
    const { found } = at("{ pl| }");
    expect(found?.options.find(({ displayLabel }) => displayLabel === "platforms")?.apply).toBe(
      '"platforms": []',
    );
    expect(found && [found.from, found.to]).toEqual([2, 4]);
    expect(
      at('{ "ki|": "halt" }').found?.options.find(({ displayLabel }) => displayLabel === "kind")?.apply,
    ).toBe('"kind"');
  });

  it("offers the values that a schema allows", () => {
    expect(at('{ "kind": | }').names).toEqual(['"halt"', '"terminus"']);
    expect(at('{ "kind": "h|" }').names).toEqual(['"halt"', '"terminus"']);
    expect(at('{ "isOpen": t| }').names).toEqual(["true", "false"]);
  });

  it("follows references, lists, itself and alternatives", () => {
    expect(at('{ "platforms": [ { "number": 1 }, { | } ] }').names).toEqual(["number", "next"]);
    expect(at('{ "platforms": [ { "next": { "next": { | } } } ] }').names).toEqual(["number", "next"]);
    expect(at('{ "owner": { | } }').names).toEqual(["first", "vat"].sort().reverse());
  });

  it("keeps quiet where nothing may stand", () => {
    expect(at('{ "name": "Hall" | }').found).toBeNull();
    expect(at('{ "unheard": { | } }').found).toBeNull();
  });
});

describe("rangeOfPointer", () => {
  it("marks the member's name, the item, or the nearest value around what is missing", () => {
    const { state } = at('{ "name": "Hall", "platforms": [ { "number": 0 } ] }|');
    const text = (pointer: string) => {
      const { from, to } = rangeOfPointer(state, pointer);
      return state.sliceDoc(from, to);
    };
    expect(text("/name")).toBe('"name"');
    expect(text("/platforms/0/number")).toBe('"number"');
    expect(text("/platforms/0")).toBe("{");
    expect(text("/platforms/0/gone")).toBe("{");
    expect(text("")).toBe("{");
  });
});
