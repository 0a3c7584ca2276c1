import type { Json } from "#server/specs/schema.ts";
import { type Feature, type SpecVersion, VERSIONS, withOperation } from "./feature.ts";

const V3 = ["3.0", "3.1", "3.2"] as const;
const page = { operation: "listThings" };
const done = { "200": { description: "Done." } };
const text = { type: "string" };
const list = { type: "array", items: text };
const range = { type: "object", properties: { min: text, top: text } };

/** One parameter of version 3 and how its value is written. */
function written(
  name: string,
  versions: readonly SpecVersion[],
  parameter: { [name: string]: Json },
  form: string,
): Feature {
  return {
    name,
    versions,
    page,
    document: (version) => withOperation(version, { parameters: [{ name: "p", ...parameter }] }),
    shows: [form],
  };
}

const query = { in: "query", schema: list, example: ["a", "b"] };
const deep = { in: "query", schema: range, example: { min: "1", top: "2" } };
const path = { in: "path", required: true, schema: list, example: ["a", "b"] };

export const STYLES: Feature[] = [
  written("form, exploded: the name is repeated", V3, query, "p=a&p=b"),
  written("form, not exploded: commas", V3, { ...query, explode: false }, "p=a,b"),
  written("spaceDelimited", V3, { ...query, style: "spaceDelimited", explode: false }, "p=a%20b"),
  written("pipeDelimited", V3, { ...query, style: "pipeDelimited", explode: false }, "p=a%7Cb"),
  written("deepObject", V3, { ...deep, style: "deepObject" }, "p%5Bmin%5D=1&p%5Btop%5D=2"),
  written("form object, exploded: each key a pair", V3, deep, "min=1&top=2"),
  written("simple path list", V3, path, "Separated by commas: a,b"),
  written("label", V3, { ...path, style: "label", explode: true }, ".a.b"),
  written("matrix", V3, { ...path, style: "matrix", explode: true }, ";p=a;p=b"),
  written("header object, exploded", V3, { ...deep, in: "header", explode: true }, "min=1,top=2"),
  written("cookie style", ["3.2"], { ...query, in: "cookie", style: "cookie" }, "p=a; p=b"),
  written(
    "content parameter",
    V3,
    { in: "query", content: { "application/json": { schema: range, example: { min: "1" } } } },
    "Written as application/json: p=%7B%22min%22%3A%221%22%7D",
  ),
  written(
    "querystring location",
    ["3.2"],
    {
      in: "querystring",
      content: { "application/x-www-form-urlencoded": { schema: range, example: { min: "1" } } },
    },
    "The whole query string, written as application/x-www-form-urlencoded: min=1",
  ),
  written("allowReserved", V3, { ...query, allowReserved: true }, "Reserved characters"),
  written(
    "allowEmptyValue",
    V3,
    { in: "query", schema: text, allowEmptyValue: true },
    "May be sent without a value",
  ),
  {
    name: "several examples of a parameter",
    versions: V3,
    page,
    document: (version) =>
      withOperation(version, {
        parameters: [
          {
            name: "p",
            in: "query",
            schema: text,
            examples: { one: { summary: "First", value: "1" }, two: { value: "2" } },
          },
        ],
      }),
    shows: ["First: 1", "two: 2", /id="query\.p"/],
  },
  ...(["csv", "ssv", "tsv", "pipes", "multi"] as const).map(
    (collectionFormat, i): Feature => ({
      name: `collectionFormat ${collectionFormat}`,
      versions: ["2.0"],
      page,
      document: (version) =>
        withOperation(version, {
          parameters: [
            { name: "p", in: "query", type: "array", items: text, collectionFormat, "x-example": ["a", "b"] },
          ],
        }),
      shows: [["commas", "spaces", "tabs", "vertical bars", "repeated for each value"][i] ?? ""],
    }),
  ),
];

export const BODIES: Feature[] = [
  {
    name: "encodings of a form",
    versions: V3,
    page,
    document: (version) =>
      withOperation(version, {
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: { type: "object", properties: { photo: text, tags: list } },
              encoding: {
                photo: { contentType: "image/png", headers: { "X-Checksum": { schema: text } } },
                tags: { style: "form", explode: false },
              },
            },
          },
        },
      }),
    shows: [
      "How the parts are written",
      "image/png",
      "X-Checksum",
      "all values in one",
      /id="body-part\.photo"/,
      /id="body-part\.photo-header\.X-Checksum"/,
    ],
  },
  {
    name: "encodings by position",
    versions: ["3.2"],
    page,
    document: (version) =>
      withOperation(version, {
        requestBody: {
          content: {
            "multipart/mixed": {
              schema: { type: "array" },
              prefixEncoding: [{ contentType: "application/json" }],
              itemEncoding: { contentType: "image/webp" },
            },
          },
        },
      }),
    shows: ["Part 1", "application/json", "Every part after those", "image/webp"],
  },
  {
    name: "several media types, each with all its examples",
    versions: V3,
    page,
    document: (version) =>
      withOperation(version, {
        responses: {
          "200": {
            description: "Done.",
            content: {
              "application/json": {
                examples: { a: { summary: "Few", value: 1 }, b: { summary: "Many", value: 2 } },
              },
              "text/csv": { example: "x;y" },
            },
          },
        },
      }),
    shows: ["application/json", "text/csv", "Few", "Many", "x;y"],
  },
  {
    name: "a stream of items",
    versions: ["3.2"],
    page,
    document: (version) =>
      withOperation(version, {
        responses: {
          "200": {
            description: "Done.",
            summary: "Events as they come",
            content: {
              "text/event-stream": {
                itemSchema: { type: "object", properties: { data: { type: "string", example: "tick" } } },
              },
            },
          },
        },
      }),
    shows: ["A stream: each item", "data: tick", "Events as they come"],
  },
  {
    name: "form parameters and consumed types",
    versions: ["2.0"],
    page,
    document: (version) =>
      withOperation(version, {
        consumes: ["multipart/form-data"],
        parameters: [
          { name: "file", in: "formData", type: "file", required: true },
          { name: "ids", in: "formData", type: "array", items: text, collectionFormat: "multi" },
        ],
      }),
    shows: ["Request body", "multipart/form-data", "file", "one pair for each value"],
  },
];

export const ANSWERS: Feature[] = [
  {
    name: "ranges, default, headers and links",
    versions: V3,
    page,
    document: (version) =>
      withOperation(version, {
        responses: {
          "2XX": {
            description: "Well.",
            headers: { "X-Left": { required: true, schema: { type: "integer" }, example: 7 } },
            links: {
              again: {
                operationId: "listThings",
                parameters: { p: "$response.body#/id" },
                server: { url: "https://b.example" },
              },
              byRef: { operationRef: "#/paths/~1things/get", requestBody: "$request.body" },
            },
          },
          default: { description: "Not so well." },
        },
      }),
    shows: [
      "2XX",
      "Success",
      "Any other answer",
      "X-Left",
      "Example 7",
      "$response.body#/id",
      "https://b.example",
      /href="\/apis\/small\/v\/v1\/operations\/listThings"[^>]*><code>#\/paths/,
      /id="response-2XX"/,
      /id="response-2XX-header\.X-Left"/,
      /href="#response-2XX-header\.X-Left"/,
      /id="response-2XX-link\.again"/,
    ],
  },
  {
    name: "callbacks whole, by reference too",
    versions: ["3.1", "3.2"],
    page,
    document: (version) =>
      withOperation(
        version,
        { callbacks: { onDone: { $ref: "#/components/callbacks/Done" } } },
        {
          components: {
            callbacks: {
              Done: {
                "{$request.body#/url}": {
                  servers: [{ url: "https://you.example" }],
                  parameters: [{ name: "X-Signature", in: "header", schema: text }],
                  post: {
                    summary: "Say that it is done",
                    requestBody: { content: { "application/json": { example: { state: "finished" } } } },
                    responses: { "204": { description: "Thanks." } },
                  },
                },
              },
            },
          },
        },
      ),
    shows: [
      "Calls to your server",
      "Say that it is done",
      "POST {$request.body#/url}",
      "https://you.example",
      "X-Signature",
      "finished",
      "Thanks.",
      /id="callback\.onDone"/,
      /href="#callback\.onDone"/,
      /id="callback\.onDone-header\.X-Signature"/,
    ],
  },
];

export const STANDING: Feature[] = [
  {
    name: "a link at the head leads past all of it to the call",
    versions: VERSIONS,
    document: (version) => withOperation(version, {}),
    page,
    shows: [/^<article[^>]*><a href="#call"[^>]*>Skip to the call<\/a>/, /<section id="call" tabindex="-1"/i],
  },
  {
    name: "a deprecated operation says so",
    versions: VERSIONS,
    document: (version) => withOperation(version, { summary: "List things", deprecated: true }),
    page,
    shows: ["List things", "Deprecated"],
  },
  {
    name: "x-badges, x-deprecated and x-sunset",
    versions: VERSIONS,
    page,
    document: (version) =>
      withOperation(version, {
        "x-badges": [{ name: "Beta", color: "purple" }],
        "x-deprecated": "2026-01-31",
        "x-sunset": "2027-01-31",
      }),
    shows: ["Beta", "Deprecated since 2026-01-31", "Ends on 2027-01-31"],
    hides: [/purple/],
  },
  {
    name: "security: alternative, combined, optional, with scopes",
    versions: V3,
    page,
    document: (version) =>
      withOperation(
        version,
        { security: [{ key: [], token: ["read"] }, { basic: [] }, {}] },
        {
          components: {
            securitySchemes: {
              key: { type: "apiKey", in: "header", name: "X-Key" },
              token: {
                type: "oauth2",
                flows: { clientCredentials: { tokenUrl: "https://a.example/t", scopes: { read: "Reads" } } },
              },
              basic: { type: "http", scheme: "basic" },
            },
          },
        },
      ),
    shows: [
      "Optional: an API key in the header X-Key together with an OAuth 2.0 access token with the scope read",
      "or a user name and password",
      "or no credential at all",
    ],
  },
  {
    name: "servers of the path with variables",
    versions: V3,
    page,
    document: (version) => ({
      ...withOperation(version, {}),
      paths: {
        "/things": {
          summary: "All things",
          servers: [
            {
              url: "https://{region}.example",
              variables: { region: { default: "eu", enum: ["eu", "us"], description: "Where" } },
            },
          ],
          get: { operationId: "listThings", summary: "List", responses: done },
        },
      },
    }),
    shows: ["https://{region}.example", "{region} is eu", "one of eu, us", "Where", "All things"],
  },
  {
    name: "a method of its own",
    versions: ["3.2"],
    page: { operation: "copyThings" },
    document: (version) => ({
      ...withOperation(version, {}),
      paths: {
        "/things": { additionalOperations: { COPY: { operationId: "copyThings", responses: done } } },
      },
    }),
    shows: ["COPY"],
  },
  {
    name: "QUERY",
    versions: ["3.2"],
    page: { operation: "findThings" },
    document: (version) => ({
      ...withOperation(version, {}),
      paths: { "/things": { query: { operationId: "findThings", responses: done } } },
    }),
    shows: ["QUERY"],
  },
  {
    name: "internal parameters are not shown",
    versions: VERSIONS,
    page,
    document: (version) =>
      withOperation(version, {
        parameters: [
          { name: "open", in: "query", type: "string", schema: text },
          { name: "secret", in: "query", type: "string", schema: text, "x-internal": true },
        ],
      }),
    shows: ["open"],
    hides: ["secret"],
  },
  {
    name: "remarks, task lists and links between operations",
    versions: VERSIONS,
    page,
    document: (version) =>
      withOperation(version, {
        description:
          "> [!WARNING]\n> Slow.\n\n:::tip Hint\nGood to know.\n:::\n\n- [x] read\n\n[this](#operation/listThings), [that](#/paths/~1things/get), [none](#operation/gone)",
      }),
    shows: [
      "Warning Slow.",
      "Tip: Hint Good to know.",
      /aria-label="Done:"/,
      /<a href="\/apis\/small\/v\/v1\/operations\/listThings">this</,
      /<a href="\/apis\/small\/v\/v1\/operations\/listThings">that</,
      /<span>none</,
    ],
    hides: [/reference:/],
  },
];
