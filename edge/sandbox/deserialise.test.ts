import { expect, test } from "vitest";
import type { CallableParameter, JsonSchema } from "#server/specs/schema.ts";
import { readForm, readQuery, readSimple } from "./deserialise.ts";
import { splitPairs } from "./query-text.ts";

const LIST: JsonSchema = { type: "array", items: { type: "string" } };
const COLOUR: JsonSchema = { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" } } };

function parameter(
  style: string,
  explode: boolean,
  schema: JsonSchema,
  place: CallableParameter["in"] = "query",
): CallableParameter {
  return {
    name: "color",
    in: place,
    isRequired: true,
    style,
    explode,
    allowReserved: false,
    allowEmptyValue: false,
    schema,
  };
}

const RG = { R: "100", G: "200" };

/** The table of OpenAPI's "Style Examples". */
test.each<[string, string, boolean, JsonSchema, unknown]>([
  ["color=blue,black", "form", false, LIST, ["blue", "black"]],
  ["color=blue&color=black", "form", true, LIST, ["blue", "black"]],
  ["color=blue", "form", true, LIST, ["blue"]],
  ["color=a%2Cb", "form", true, LIST, ["a,b"]],
  ["color=R,100,G,200", "form", false, COLOUR, RG],
  ["R=100&G=200", "form", true, COLOUR, RG],
  ["color=blue%20black", "spaceDelimited", false, LIST, ["blue", "black"]],
  ["color=R%20100%20G%20200", "spaceDelimited", false, COLOUR, RG],
  ["color=blue|black", "pipeDelimited", false, LIST, ["blue", "black"]],
  ["color=R%7C100%7CG%7C200", "pipeDelimited", false, COLOUR, RG],
  ["color[R]=100&color[G]=200", "deepObject", true, COLOUR, RG],
  ["color[]=blue&color[]=black", "deepObject", true, LIST, ["blue", "black"]],
  ["color=a+b%21", "form", true, { type: "string" }, "a b!"],
  ["other=1", "form", true, LIST, undefined],
])("query %s (%s, explode %s)", (query, style, explode, schema, expected) => {
  expect(readQuery(parameter(style, explode, schema), splitPairs(query), new Set(), {})).toEqual(expected);
});

test.each<[string, string, boolean, JsonSchema, unknown]>([
  ["blue", "simple", false, { type: "string" }, "blue"],
  ["blue,black", "simple", false, LIST, ["blue", "black"]],
  ["R,100,G,200", "simple", false, COLOUR, RG],
  ["R=100,G=200", "simple", true, COLOUR, RG],
  [".blue", "label", false, { type: "string" }, "blue"],
  [".blue,black", "label", false, LIST, ["blue", "black"]],
  [".blue.black", "label", true, LIST, ["blue", "black"]],
  [".R=100.G=200", "label", true, COLOUR, RG],
  [";color=blue", "matrix", false, { type: "string" }, "blue"],
  [";color", "matrix", false, { type: "string" }, ""],
  [";color=blue,black", "matrix", false, LIST, ["blue", "black"]],
  [";color=blue;color=black", "matrix", true, LIST, ["blue", "black"]],
  [";color=R,100,G,200", "matrix", false, COLOUR, RG],
  [";R=100;G=200", "matrix", true, COLOUR, RG],
])("path %s (%s, explode %s)", (text, style, explode, schema, expected) => {
  expect(readSimple(parameter(style, explode, schema, "path"), text, {})).toEqual(expected);
});

test("forms hold lists and nested values the ways clients write them", () => {
  const schema: JsonSchema = {
    type: "object",
    properties: { tags: LIST, card: { type: "object", properties: { number: { type: "string" } } } },
  };
  expect(readForm(splitPairs("tags[]=a&tags[]=b&card[number]=42&n=1"), schema, {})).toEqual({
    tags: ["a", "b"],
    card: { number: "42" },
    n: "1",
  });
  expect(readForm(splitPairs("tags=a&card=%7B%22number%22%3A%2242%22%7D"), schema, {})).toEqual({
    tags: ["a"],
    card: { number: "42" },
  });
});

test("fields of a form are read in the style that the document states", () => {
  const schema: JsonSchema = {
    type: "object",
    properties: {
      ids: LIST,
      at: COLOUR,
      deep: COLOUR,
      spread: { type: "object", properties: { x: { type: "string" } } },
    },
  };
  const encoding = {
    ids: { style: "pipeDelimited", explode: false },
    at: { style: "form", explode: false },
    deep: { style: "deepObject" },
    spread: { style: "form" },
  };
  const text = "ids=a%7Cb&at=R,100,G,200&deep%5BR%5D=1&x=y";
  expect(readForm(splitPairs(text), schema, {}, encoding)).toEqual({
    ids: ["a", "b"],
    at: RG,
    deep: { R: "1" },
    spread: { x: "y" },
  });
  expect(readForm(splitPairs("ids=%5B%22a%22%2C%22b%22%5D"), schema, {})).toEqual({ ids: ["a", "b"] });
});
