import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type ParameterShape, serialiseParameter } from "#lib/serialise-parameter.ts";
import type { CallableParameter, JsonSchema } from "#server/specs/schema.ts";
import { readQuery, readSimple } from "./deserialise.ts";
import { splitCookies, splitPairs } from "./query-text.ts";

const LIST: JsonSchema = { type: "array", items: { type: "string" } };
const NAMES = ["R", "G", "B"] as const;
const COLOUR: JsonSchema = {
  type: "object",
  properties: Object.fromEntries(NAMES.map((name) => [name, { type: "string" }])),
};
const TEXT: JsonSchema = { type: "string" };

const shape = (place: ParameterShape["in"], style: string, explode: boolean): ParameterShape => ({
  name: "color",
  in: place,
  style,
  explode,
  allowReserved: false,
});

/** OpenAPI's "Style Examples", as the specification prints them. */
test.each<[ParameterShape["in"], string, boolean, unknown, string]>([
  ["path", "matrix", false, "", ";color"],
  ["path", "matrix", false, "blue", ";color=blue"],
  ["path", "matrix", false, ["blue", "black"], ";color=blue,black"],
  ["path", "matrix", false, { R: 100, G: 200 }, ";color=R,100,G,200"],
  ["path", "matrix", true, ["blue", "black"], ";color=blue;color=black"],
  ["path", "matrix", true, { R: 100, G: 200 }, ";R=100;G=200"],
  ["path", "label", false, "blue", ".blue"],
  ["path", "label", false, ["blue", "black"], ".blue,black"],
  ["path", "label", true, ["blue", "black"], ".blue.black"],
  ["path", "label", true, { R: 100, G: 200 }, ".R=100.G=200"],
  ["path", "simple", false, ["blue", "black"], "blue,black"],
  ["path", "simple", false, { R: 100, G: 200 }, "R,100,G,200"],
  ["path", "simple", true, { R: 100, G: 200 }, "R=100,G=200"],
  ["header", "simple", true, { R: 100, G: 200 }, "R=100,G=200"],
  ["query", "form", false, "", "color="],
  ["query", "form", false, ["blue", "black"], "color=blue,black"],
  ["query", "form", false, { R: 100, G: 200 }, "color=R,100,G,200"],
  ["query", "form", true, ["blue", "black"], "color=blue&color=black"],
  ["query", "form", true, { R: 100, G: 200 }, "R=100&G=200"],
  ["query", "spaceDelimited", false, ["blue", "black"], "color=blue%20black"],
  ["query", "spaceDelimited", false, { R: 100, G: 200 }, "color=R%20100%20G%20200"],
  ["query", "pipeDelimited", false, ["blue", "black"], "color=blue%7Cblack"],
  ["query", "deepObject", true, { R: 100, G: 200 }, "color%5BR%5D=100&color%5BG%5D=200"],
  ["cookie", "form", true, ["blue", "black"], "color=blue&color=black"],
  ["cookie", "cookie", true, ["blue", "black"], "color=blue; color=black"],
  ["query", "form", true, [], ""],
])("%s, %s, explode %s: %j is written %s", (place, style, explode, value, expected) => {
  expect(serialiseParameter(shape(place, style, explode), value)).toBe(expected);
});

test.each<[string, Partial<ParameterShape>, unknown, string]>([
  ["leaves what is encoded already", {}, "a%2Fb%zz", "color=a%2Fb%25zz"],
  ["leaves the reserved characters of a query", {}, "a/b?c:d&e", "color=a/b?c:d%26e"],
  ["of a path", { in: "path", style: "simple" }, "a:b&c+d,e/f?g#h%2F", "a:b&c+d,e%2Ff%3Fg%23h%2F"],
  ["but separators between items", { in: "path", style: "simple" }, ["a,b", "c:d"], "a%2Cb,c:d"],
  ["and nothing in a header", { in: "header", style: "simple" }, "a%2F b", "a%2F b"],
])("allowReserved %s", (_, over, value, expected) => {
  expect(serialiseParameter({ ...shape("query", "form", true), allowReserved: true, ...over }, value)).toBe(
    expected,
  );
});

test.each<[boolean, unknown, string]>([
  [true, "a b/c%2F&d", "color=a b/c%2F&d"],
  [true, ["a,b", "c&d"], "color=a,b; color=c&d"],
  [false, ["a b", "c"], "color=a b,c"],
  [true, { "R G": "1+1" }, "R G=1+1"],
])("a cookie of its own style is not encoded: explode %s, %j", (explode, value, expected) => {
  expect(serialiseParameter(shape("cookie", "cookie", explode), value)).toBe(expected);
});

describe("what the sample and the console write, the sandbox reads back", () => {
  const readable = (given: ParameterShape, schema: JsonSchema): CallableParameter => ({
    ...given,
    in: given.in,
    isRequired: true,
    allowEmptyValue: false,
    schema,
  });
  const readBack = (given: ParameterShape, schema: JsonSchema, text: string): unknown => {
    const parameter = readable(given, schema);
    if (given.in === "path") return readSimple(parameter, decodeURIComponent(text), {});
    if (given.in === "header") return readSimple(parameter, text, {});
    return given.style === "cookie"
      ? readQuery({ ...parameter, style: "form" }, splitCookies(text), new Set(), {})
      : readQuery(parameter, splitPairs(text.replaceAll("; ", "&")), new Set(), {});
  };
  // Path and header values are split after decoding, so their own separators cannot stand in a value (the styles say so).
  const plain = fc
    .stringMatching(/^[A-Za-z0-9 äé/?&=#%+"'<>\\]{1,12}$/)
    .filter((text) => !/[,.;=]/.test(text));
  const word = plain.filter((text) => text === text.trim());
  const anything = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
  const colour = (item: fc.Arbitrary<string>) => fc.record({ R: item, G: item, B: item });

  const inPath = (["simple", "label", "matrix"] as const).flatMap((style) =>
    [true, false].map((explode) => [shape("path", style, explode), word] as const),
  );
  // Many clients encode the comma between items, so the sandbox takes an encoded one for a separator too.
  const commaless = anything.filter((text) => !text.includes(","));
  const isUnencoded = (text: string) => !/%[\da-f]{2}/i.test(text);
  const unencoded = anything.filter(isUnencoded);
  const inQuery = [
    [shape("query", "form", true), anything] as const,
    [shape("query", "form", false), commaless] as const,
    [{ ...shape("query", "form", true), allowReserved: true }, unencoded] as const,
    [{ ...shape("query", "form", false), allowReserved: true }, commaless.filter(isUnencoded)] as const,
    [
      shape("cookie", "cookie", true),
      anything.filter((text) => !/[;=]/.test(text) && text === text.trim()),
    ] as const,
    [shape("cookie", "form", true), anything] as const,
  ];

  it.each([
    ...inPath,
    ...inQuery,
    [shape("header", "simple", true), word],
    [shape("header", "simple", false), word],
  ] as const)("%j", (given, item) => {
    fc.assert(
      fc.property(
        item,
        fc.array(item, { minLength: 1, maxLength: 4 }),
        colour(item),
        (text, list, object) => {
          expect(readBack(given, TEXT, serialiseParameter(given, text))).toEqual(text);
          expect(readBack(given, LIST, serialiseParameter(given, list))).toEqual(list);
          expect(readBack(given, COLOUR, serialiseParameter(given, object))).toEqual(object);
        },
      ),
    );
  });

  it("nested objects and lists under deepObject", () => {
    const schema: JsonSchema = {
      type: "object",
      properties: { tags: LIST, at: { type: "object", properties: { lat: TEXT, lon: TEXT } } },
    };
    const given = shape("query", "deepObject", true);
    fc.assert(
      fc.property(
        fc.record({
          tags: fc.array(anything, { minLength: 1, maxLength: 3 }),
          at: fc.record({ lat: anything, lon: anything }),
        }),
        (value) => {
          expect(readBack(given, schema, serialiseParameter(given, value))).toEqual(value);
        },
      ),
    );
  });

  it("JSON in a content parameter, whatever it holds", () => {
    const given = { ...shape("query", "form", true), contentType: "application/json" };
    fc.assert(
      fc.property(fc.record({ a: fc.jsonValue() }), (value) => {
        const [[name, text] = ["", ""]] = splitPairs(serialiseParameter(given, value));
        expect(name).toBe("color");
        expect(JSON.stringify(JSON.parse(decodeURIComponent(text)))).toBe(JSON.stringify(value));
      }),
    );
  });
});
