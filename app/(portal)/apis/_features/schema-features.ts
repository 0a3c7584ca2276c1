import { type Feature, type Members, type SpecVersion, VERSIONS, withSchemas } from "./feature.ts";

const SINCE_3_0: readonly SpecVersion[] = ["3.0", "3.1", "3.2"];
const SINCE_3_1: readonly SpecVersion[] = ["3.1", "3.2"];
const BEFORE_3_1: readonly SpecVersion[] = ["2.0", "3.0"];

/** A row that looks at the page of the schema "Thing". */
function thing(
  name: string,
  versions: readonly SpecVersion[],
  schema: Members | boolean,
  shows: Feature["shows"],
  more: { hides?: Feature["hides"]; others?: Members; page?: string } = {},
): Feature {
  return {
    name,
    versions,
    document: (version) => withSchemas(version, { Thing: schema, ...more.others }),
    page: { schema: more.page ?? "Thing" },
    shows,
    ...(more.hides && { hides: more.hides }),
  };
}

const text = { type: "string" };
const object = (properties: Members, more: Members = {}): Members => ({
  type: "object",
  properties,
  ...more,
});

/** What a schema says of a single value. */
export const VALUE_FEATURES: Feature[] = [
  thing("types read like language", VERSIONS, object({ tags: { type: "array", items: text } }), [
    "tags array of string",
  ]),
  thing(
    "a title and a description",
    VERSIONS,
    { type: "string", title: "Colour name", description: "As *painted*." },
    ["Colour name", /<p>As <em>painted<\/em>\.<\/p>/],
  ),
  thing("a format", VERSIONS, { type: "string", format: "date-time" }, ["string date-time"]),
  thing("enum values are listed", VERSIONS, { type: "string", enum: ["red", "green"] }, ["one of red green"]),
  thing(
    "x-enum-descriptions as a list",
    VERSIONS,
    { type: "string", enum: ["r", "g"], "x-enum-descriptions": ["Like *fire*.", "Like grass."] },
    [/<code>r<\/code><div class="md"><p>Like <em>fire<\/em>\./, "g Like grass."],
  ),
  thing(
    "x-enumDescriptions as a map",
    VERSIONS,
    { type: "string", enum: ["r", "g"], "x-enumDescriptions": { g: "Like grass.", r: "Like fire." } },
    ["r Like fire. g Like grass."],
  ),
  thing("x-enum-varnames", VERSIONS, { type: "integer", enum: [1, 2], "x-enum-varnames": ["LOW", "HIGH"] }, [
    "1 LOW 2 HIGH",
  ]),
  thing("x-enumNames", VERSIONS, { type: "integer", enum: [1, 2], "x-enumNames": ["Low", "High"] }, [
    "1 Low 2 High",
  ]),
  thing(
    "a choice of constants with titles reads as values",
    SINCE_3_1,
    {
      oneOf: [
        { const: "RGB", title: "Screen", description: "Additive." },
        { const: "CMYK", title: "Print", description: "Subtractive." },
      ],
    },
    ["one of RGB Screen Additive. CMYK Print Subtractive."],
    { hides: ["shapes"] },
  ),
  thing("const", SINCE_3_1, object({ kind: { const: "cat" } }), ['kind always "cat"']),
  thing("a default", VERSIONS, { type: "integer", default: 20 }, ["default 20"]),
  thing("one example", VERSIONS, { type: "string", example: "red" }, ["example red"]),
  thing("several examples", SINCE_3_1, { type: "string", examples: ["red", "green"] }, [
    "example red example green",
  ]),
  thing("lengths and a pattern", VERSIONS, { type: "string", minLength: 3, maxLength: 20, pattern: "^a+$" }, [
    "length 3 to 20",
    "pattern ^a+$",
  ]),
  thing("bounds", VERSIONS, { type: "number", minimum: 1, maximum: 5, multipleOf: 0.5 }, [
    "value 1 to 5",
    "multiple of 0.5",
  ]),
  thing(
    "exclusive bounds as flags",
    BEFORE_3_1,
    { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
    ["value more than 0, less than 9"],
  ),
  thing(
    "exclusive bounds as numbers",
    SINCE_3_1,
    { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 9 },
    ["value more than 0, less than 9"],
  ),
  thing(
    "counts of items and properties",
    VERSIONS,
    object(
      { list: { type: "array", items: text, minItems: 1, maxItems: 4, uniqueItems: true } },
      { minProperties: 1, maxProperties: 2 },
    ),
    ["items 1 to 4", "items all different", "properties 1 to 2"],
  ),
  thing("x-nullable", BEFORE_3_1, object({ a: { type: "string", "x-nullable": true } }), [
    "a string or null",
  ]),
  thing("nullable", ["3.0"], object({ a: { type: "string", nullable: true } }), ["a string or null"]),
  thing(
    "nullable around a reference",
    ["3.0"],
    object({ a: { nullable: true, allOf: [{ $ref: "#/components/schemas/Other" }] } }),
    ["a Other or null", "deep string"],
    { others: { Other: object({ deep: text }) } },
  ),
  thing("type arrays", SINCE_3_1, object({ a: { type: ["string", "integer", "null"] } }), [
    "a string, integer or null",
  ]),
  thing("deprecated", SINCE_3_0, object({ a: { type: "string", deprecated: true } }), [
    "a string deprecated",
  ]),
  thing(
    "content in a text",
    SINCE_3_1,
    {
      type: "string",
      contentMediaType: "application/json",
      contentEncoding: "base64",
      contentSchema: object({ inner: text }),
    },
    ["content type application/json", "encoded as base64", "Holds, once decoded, object", "inner string"],
  ),
  thing(
    "xml names, attributes and wrapping",
    VERSIONS,
    object({
      id: { type: "string", xml: { attribute: true, name: "ident" } },
      books: { type: "array", items: text, xml: { wrapped: true } },
      note: { type: "string", xml: { prefix: "x", name: "remark", namespace: "https://example.com/x" } },
    }),
    [
      "XML attribute ident",
      "in XML items stand inside one element",
      "XML element x:remark",
      "XML namespace https://example.com/x",
    ],
  ),
  thing("xml node types", ["3.2"], object({ body: { type: "string", xml: { nodeType: "cdata" } } }), [
    "in XML CDATA section",
  ]),
  thing(
    "further documentation",
    VERSIONS,
    { type: "string", externalDocs: { url: "https://example.com/colours", description: "All of them." } },
    [/href="https:\/\/example\.com\/colours"/, "All of them."],
  ),
  thing(
    "a remark for authors stays hidden",
    SINCE_3_1,
    { type: "string", $comment: "Do not tell" },
    ["string"],
    {
      hides: ["Do not tell"],
    },
  ),
  thing(
    "internal properties are left out",
    VERSIONS,
    object(
      { shown: text, secret: { type: "string", "x-internal": true } },
      { required: ["shown", "secret"] },
    ),
    ["shown string required"],
    { hides: ["secret"] },
  ),
];

/** What a schema says of objects and lists. */
export const STRUCTURE_FEATURES: Feature[] = [
  thing("required comes before optional", VERSIONS, object({ a: text, b: text }, { required: ["b"] }), [
    /id="schema\.b"[\s\S]*id="schema\.a"/,
    "b string required",
  ]),
  thing("required names that nothing describes", VERSIONS, object({ a: text }, { required: ["b"] }), [
    "Required: b",
  ]),
  thing(
    "every row has an address, nested ones too",
    VERSIONS,
    object({ address: object({ street: text }) }),
    [/id="schema\.address\.street"/, /href="#schema\.address\.street"/],
  ),
  thing("additionalProperties: false", VERSIONS, object({ a: text }, { additionalProperties: false }), [
    "No other properties are allowed.",
  ]),
  thing("additionalProperties: true", VERSIONS, { type: "object", additionalProperties: true }, [
    "map of any value",
  ]),
  thing(
    "additionalProperties beside others",
    VERSIONS,
    object({ a: text }, { additionalProperties: { type: "integer" } }),
    ["any other name integer"],
  ),
  thing("a dictionary", VERSIONS, { type: "object", additionalProperties: object({ deep: text }) }, [
    "map of object",
    "deep string",
  ]),
  thing(
    "patternProperties",
    SINCE_3_1,
    { type: "object", patternProperties: { "^x-": { type: "integer" } } },
    ["names like ^x- integer"],
  ),
  thing(
    "propertyNames",
    SINCE_3_1,
    { type: "object", propertyNames: { type: "string", pattern: "^[a-z]+$" } },
    ["Each name is string", "pattern ^[a-z]+$"],
  ),
  thing(
    "unevaluatedProperties: false",
    SINCE_3_1,
    {
      allOf: [object({ a: text })],
      unevaluatedProperties: false,
    },
    ["a string", "No other properties are allowed."],
  ),
  thing(
    "unevaluatedProperties with a schema",
    SINCE_3_1,
    object({ a: text }, { unevaluatedProperties: { type: "integer" } }),
    ["any other name integer"],
  ),
  thing(
    "dependentRequired",
    SINCE_3_1,
    object({ card: text }, { dependentRequired: { card: ["address", "name"] } }),
    ["When card is present, required too: address , name"],
  ),
  thing(
    "dependentSchemas",
    SINCE_3_1,
    object({ card: text }, { dependentSchemas: { card: object({ address: text }) } }),
    ["When card is present, also object", "address string"],
  ),
  thing(
    "if, then and else",
    SINCE_3_1,
    object(
      { country: text },
      {
        if: { properties: { country: { const: "US" } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { properties: { zip: { type: "string", pattern: "^[0-9]{5}$" } } },
        else: { required: ["postcode"] },
      },
    ),
    ["When country is US , also object zip string", "otherwise also Required: postcode"],
  ),
  thing(
    "prefixItems with nothing after them",
    SINCE_3_1,
    {
      type: "array",
      prefixItems: [
        { type: "number", description: "Longitude." },
        { type: "number", description: "Latitude." },
      ],
      items: false,
    },
    ["tuple of number and number", "In this order", "Longitude.", "No further items are allowed."],
  ),
  thing(
    "prefixItems with others after them",
    SINCE_3_1,
    {
      type: "array",
      prefixItems: [text],
      items: { type: "integer" },
    },
    ["Further items are integer"],
  ),
  thing(
    "contains",
    SINCE_3_1,
    {
      type: "array",
      contains: object({ primary: { const: true } }),
      minContains: 1,
      maxContains: 2,
    },
    ["1 to 2 of the items must be object", "primary always true"],
  ),
  thing("unevaluatedItems", SINCE_3_1, { type: "array", prefixItems: [text], unevaluatedItems: false }, [
    "No other items are allowed.",
  ]),
  thing("boolean schemas", SINCE_3_1, object({ any: true, none: false }), ["any any value", "none nothing"]),
  {
    ...thing("read-only properties", VERSIONS, object({ id: { type: "string", readOnly: true } }), []),
    name: "the schema's page tells which way a property goes",
    shows: ["id string only in responses"],
  },
];

const cat = object({ petType: text, hunts: { type: "boolean" } });
const dog = object({ petType: text, barks: { type: "boolean" } });
const pets = { Cat: cat, Dog: dog };
const toCat = { $ref: "#/components/schemas/Cat" };
const toDog = { $ref: "#/components/schemas/Dog" };

/** How schemas are put together, and how they refer to one another. */
export const COMPOSITION_FEATURES: Feature[] = [
  thing(
    "allOf becomes one list of properties",
    VERSIONS,
    {
      allOf: [object({ a: text }), object({ b: text }, { required: ["b"] })],
    },
    [/id="schema\.b"[\s\S]*id="schema\.a"/],
  ),
  thing(
    "oneOf",
    SINCE_3_0,
    { oneOf: [toCat, toDog] },
    ["Cat or Dog", "One of", "hunts boolean", "barks boolean"],
    {
      others: pets,
    },
  ),
  thing("anyOf", SINCE_3_0, { anyOf: [toCat, { type: "string", title: "A name" }] }, ["Any of", "A name"], {
    others: pets,
  }),
  thing("not", SINCE_3_0, { type: "string", not: { enum: ["", "none"] } }, ["Must not be", "none"]),
  thing(
    "a discriminator with a mapping",
    SINCE_3_0,
    {
      oneOf: [toCat, toDog],
      discriminator: {
        propertyName: "petType",
        mapping: { kitty: "#/components/schemas/Cat", hound: "Dog" },
      },
    },
    ["The property petType tells which.", "Cat petType is kitty", "Dog petType is hound"],
    { others: pets },
  ),
  thing(
    "a discriminator by the names of schemas",
    SINCE_3_0,
    {
      oneOf: [toCat, toDog],
      discriminator: { propertyName: "petType" },
    },
    ["Cat petType is Cat", "Dog petType is Dog"],
    { others: pets },
  ),
  thing(
    "a discriminator whose heirs use allOf",
    SINCE_3_0,
    {
      ...object({ petType: text }),
      discriminator: { propertyName: "petType", mapping: { dog: "Dog" } },
    },
    ["dog means Dog", "Cat means Cat"],
    {
      others: {
        Cat: { allOf: [{ $ref: "#/components/schemas/Thing" }, cat] },
        Dog: { allOf: [{ $ref: "#/components/schemas/Thing" }, dog] },
      },
    },
  ),
  thing(
    "2.0's discriminator",
    ["2.0"],
    { ...object({ petType: text }), discriminator: "petType" },
    ["The property petType tells which.", "Cat means Cat"],
    { others: { Cat: { allOf: [{ $ref: "#/definitions/Thing" }, cat] } } },
  ),
  thing(
    "a discriminator's default mapping",
    ["3.2"],
    {
      oneOf: [toCat, toDog],
      discriminator: { propertyName: "petType", defaultMapping: "Dog" },
    },
    ["Without it, or with another value: Dog"],
    { others: pets },
  ),
  thing(
    "words beside a reference",
    SINCE_3_1,
    object({
      pet: { ...toCat, description: "The one that stays.", deprecated: true },
    }),
    ["pet Cat deprecated", "The one that stays."],
    { others: pets },
  ),
  thing(
    "words beside a reference mean nothing yet",
    ["3.0"],
    object({ pet: { ...toCat, type: "string", minLength: 4 } }),
    ["pet Cat"],
    { others: pets, hides: ["length"] },
  ),
  thing(
    "more properties beside a reference",
    SINCE_3_1,
    { ...toCat, properties: { age: { type: "integer" } } },
    ["hunts boolean", "age integer"],
    { others: pets },
  ),
  thing(
    "$defs",
    SINCE_3_1,
    {
      ...object({ size: { $ref: "#/components/schemas/Thing/$defs/Size" } }),
      $defs: { Size: { type: "integer", minimum: 1 } },
    },
    ["size Thing.Size", "value at least 1"],
  ),
  thing(
    "$anchor",
    SINCE_3_1,
    {
      ...object({ size: { $ref: "#size" } }),
      $defs: { Size: { $anchor: "size", type: "integer", minimum: 7 } },
    },
    ["value at least 7"],
  ),
  thing(
    "$id",
    SINCE_3_1,
    object(
      { pet: { $ref: "https://example.com/schemas/cat" }, name: { $ref: "cat#name" } },
      { $id: "https://example.com/schemas/thing" },
    ),
    ["hunts boolean", "length at least 2"],
    {
      others: {
        Cat: {
          $id: "https://example.com/schemas/cat",
          ...object({ hunts: { type: "boolean" }, name: { $anchor: "name", type: "string", minLength: 2 } }),
        },
      },
    },
  ),
  thing(
    "$dynamicRef: a list of something",
    SINCE_3_1,
    {
      $id: "thing-list",
      $ref: "list",
      $defs: { item: { $dynamicAnchor: "item", ...object({ weight: { type: "number" } }) } },
    },
    ["array of", "weight number"],
    {
      others: {
        List: {
          $id: "list",
          type: "array",
          items: { $dynamicRef: "#item" },
          $defs: { any: { $dynamicAnchor: "item" } },
        },
      },
    },
  ),
  thing(
    "$dynamicRef: a stricter tree",
    SINCE_3_1,
    {
      $id: "strict-tree",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
    },
    ["children array of Thing", "No other properties are allowed."],
    {
      others: {
        Tree: {
          $id: "tree",
          $dynamicAnchor: "node",
          ...object({ data: true, children: { type: "array", items: { $dynamicRef: "#node" } } }),
        },
      },
    },
  ),
  thing(
    "a type that contains itself unfolds on demand",
    VERSIONS,
    object({ label: text, parent: { $ref: "#/components/schemas/Thing" } }),
    [
      "Show Thing",
      /<details class="sub" data-unfold="schema\.parent"[\s\S]*?<a href="[^"]*\/schemas\/Thing">/,
    ],
  ),
  thing("used by schemas", VERSIONS, text, ["Part of", "Holder"], {
    others: { Holder: object({ thing: { $ref: "#/components/schemas/Thing" } }) },
  }),
];
