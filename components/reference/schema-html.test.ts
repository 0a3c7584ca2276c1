import { describe, expect, it } from "vitest";
import type { SchemaNode } from "#server/specs/schema.ts";
import { schemaHtml } from "./schema-html.ts";
import { typeHtml, typeText } from "./type-language.ts";

const href = (key: string) => `/schemas/${key}`;
const view = { href };
const text: SchemaNode = { types: ["string"] };
const station: SchemaNode = { ref: { key: "Station", name: "Station" }, types: ["object"] };

describe("typeText", () => {
  it.each<[string, SchemaNode]>([
    ["string", text],
    ["string or null", { types: ["string", "null"] }],
    ["array of Station or null", { types: ["array", "null"], items: station }],
    ["array of (string or null)", { types: ["array"], items: { types: ["string", "null"] } }],
    [
      "array of array of integer",
      { types: ["array"], items: { types: ["array"], items: { types: ["integer"] } } },
    ],
    ["map of Station", { types: ["object"], additionalProperties: station }],
    ["map of any value", { types: ["object"], additionalProperties: { types: [] } }],
    ["Station or null", { types: [], anyOf: [station, { types: ["null"] }] }],
    ["Station or string", { types: [], oneOf: [station, text] }],
    ["array of (Station or string)", { types: ["array"], items: { types: [], oneOf: [station, text] } }],
    [
      "one of 2 shapes",
      {
        types: [],
        oneOf: [
          { types: ["object"], properties: [] },
          { types: ["object"], properties: [] },
        ],
      },
    ],
    ["one of 302 shapes", { types: [], oneOf: [station, text], left: { oneOf: 300 } }],
    [
      "any of 8 shapes or null",
      { types: ["null"], anyOf: [text, text, text, text, text], left: { anyOf: 3 } },
    ],
    ["tuple of 7 values", { types: ["array"], prefixItems: [text, text], left: { prefixItems: 5 } }],
    ["tuple of string and Station", { types: ["array"], prefixItems: [text, station] }],
    ['always "a"', { types: ["string"], const: '"a"' }],
    ["any value", { types: [] }],
    ["anything but string", { types: [], not: text }],
    ["object", { types: [], properties: [{ name: "a", isRequired: false, schema: text }] }],
  ])("reads like language: %s", (words, node) => {
    expect(typeText(node)).toBe(words);
  });

  it("links names to their schemas", () => {
    expect(typeHtml({ types: ["array", "null"], items: station }, href).text).toBe(
      'array of <a href="/schemas/Station">Station</a> or null',
    );
  });
});

describe("schemaHtml", () => {
  it("says how many of a list that was cut are not shown", () => {
    const object: SchemaNode = {
      types: ["object"],
      properties: [{ name: "a", isRequired: true, schema: text }],
    };
    const inside: SchemaNode = { types: [], oneOf: [object, object], left: { oneOf: 7 } };
    const markup = schemaHtml(
      {
        types: ["object"],
        properties: [{ name: "choice", isRequired: true, schema: inside }],
        patternProperties: [{ name: "^x", schema: text }],
        examples: ['"one"'],
        left: { patternProperties: 4, examples: 2 },
      },
      view,
    ).text;
    expect(markup).toContain("9 shapes");
    expect(markup).toContain("7 more are in the document.");
    expect(markup).toContain("4 more are in the document.");
    expect(markup).toContain("and 2 more examples");
  });

  it("escapes whatever a document put into names, types, values and addresses", () => {
    const nasty = `"><script>alert(1)</script>'`;
    const node: SchemaNode = {
      types: ["object"],
      properties: [
        {
          name: nasty,
          isRequired: true,
          schema: {
            types: [nasty],
            format: nasty,
            title: nasty,
            enum: [nasty],
            default: nasty,
            examples: [nasty],
            constraints: [{ label: nasty, value: nasty }],
          },
        },
        {
          name: "b",
          isRequired: false,
          schema: { types: [], ref: { key: nasty, name: nasty }, cut: "cycle" },
        },
      ],
      patternProperties: [{ name: nasty, schema: text }],
      discriminator: { property: nasty, mapping: [{ value: nasty, ref: { key: nasty, name: nasty } }] },
      oneOf: [{ types: [nasty], title: nasty }, station],
    };
    const markup = schemaHtml(node, { href, idPrefix: "body" }).text;
    expect(markup).not.toContain("<script");
    for (const tag of markup.match(/<[^>]*>/g) ?? []) {
      expect(tag).toMatch(/^<\/?[a-z]+( (class|id|href|aria-label|data-unfold|rel)="[^"<>']*"| open)*>$/);
    }
  });

  it("shows what is required first and keeps the document's order otherwise", () => {
    const properties = ["a", "b", "c"].map((name) => ({ name, isRequired: name === "c", schema: text }));
    const markup = schemaHtml({ types: ["object"], properties }, view).text;
    expect([...markup.matchAll(/class="name">(\w)</g)].map((match) => match[1])).toEqual(["c", "a", "b"]);
  });

  it("joins the properties of all parts of an allOf", () => {
    const part = (name: string): SchemaNode => ({
      types: ["object"],
      properties: [{ name, isRequired: false, schema: text }],
    });
    const markup = schemaHtml(
      { types: [], allOf: [part("a"), { types: [], allOf: [part("b")] }] },
      view,
    ).text;
    expect([...markup.matchAll(/class="name">(\w)</g)].map((match) => match[1])).toEqual(["a", "b"]);
  });

  it("says where a cycle goes on instead of following it", () => {
    const node: SchemaNode = {
      types: ["object"],
      properties: [
        {
          name: "parent",
          isRequired: false,
          schema: { types: ["object"], ref: { key: "Node", name: "Node" }, cut: "cycle" },
        },
      ],
    };
    expect(schemaHtml(node, view).text).toContain(
      'Contains itself from here on: see <a href="/schemas/Node">Node</a>',
    );
  });

  it("shows an array's items and a nullable's other shape without a level in between", () => {
    const item: SchemaNode = {
      types: ["object"],
      properties: [{ name: "a", isRequired: false, schema: text }],
    };
    const markup = schemaHtml(
      { types: [], anyOf: [{ types: ["array"], items: item }, { types: ["null"] }] },
      view,
    ).text;
    expect(markup).toMatch(/^<div class="schema"><ul class="props"><li class="prop">/);
  });

  it("counts long enumerations and shows the values on demand", () => {
    const values = Array.from({ length: 40 }, (_, i) => `"v${i}"`);
    const markup = schemaHtml({ types: ["string"], enum: values, enumCount: 90 }, view).text;
    expect(markup).toContain("one of 90 values");
    expect(markup).toContain("and 50 more");
    expect(markup).toContain("<code>v39</code>");
  });
});
