import type { Json } from "#server/specs/schema.ts";
import {
  documentOf,
  type Feature,
  type Members,
  type SpecVersion,
  VERSIONS,
  withOperation,
  withSchemas,
} from "./feature.ts";

const V3: readonly SpecVersion[] = ["3.0", "3.1", "3.2"];
const SINCE_3_1: readonly SpecVersion[] = ["3.1", "3.2"];
const page = { operation: "listThings" };
const text = { type: "string" };
const done = { "200": { description: "Done." } };

const answering = (content: Members): Members => ({
  responses: { "200": { description: "Done.", content } },
});

/** Authors choose an order; pages keep it. */
export const ORDER: Feature[] = [
  {
    name: "members of examples and properties keep the order of the document",
    versions: VERSIONS,
    page,
    document: (version) => {
      const schema: Json = { type: "object", properties: { zeta: text, a: text, mid: text } };
      const example: Json = { zeta: "1", a: "2", mid: "3" };
      return version === "2.0"
        ? withOperation(version, {
            responses: { "200": { description: "Done.", schema, examples: { "application/json": example } } },
          })
        : withOperation(version, answering({ "application/json": { schema, example } }));
    },
    shows: [
      /id="response-200\.zeta"[\s\S]*id="response-200\.a"[\s\S]*id="response-200\.mid"/,
      '"zeta" : "1" , "a" : "2" , "mid" : "3"',
    ],
  },
  {
    name: "a written object keeps its order",
    versions: V3,
    page,
    document: (version) =>
      withOperation(version, {
        parameters: [
          {
            name: "colour",
            in: "query",
            explode: false,
            schema: { type: "object", properties: { r: { type: "integer" }, g: { type: "integer" } } },
            example: { r: 1, g: 2 },
          },
        ],
      }),
    shows: ["colour=r,1,g,2"],
  },
];

/** What is said once and referred to. */
export const REFERENCES: Feature[] = [
  {
    name: "a direction that stands in the schema referred to",
    versions: V3,
    page,
    document: (version) =>
      withOperation(
        version,
        {
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { id: { $ref: "#/components/schemas/Id" }, name: text },
                },
              },
            },
          },
        },
        { components: { schemas: { Id: { type: "integer", readOnly: true } } } },
      ),
    shows: ["name string", "Only in responses, not to be sent: id"],
    hides: ['"id"'],
  },
  {
    name: "parameters, bodies, answers, headers, examples and links by reference",
    versions: V3,
    page,
    document: (version) =>
      withOperation(
        version,
        {
          parameters: [{ $ref: "#/components/parameters/Page" }],
          requestBody: { $ref: "#/components/requestBodies/Thing" },
          responses: { "200": { $ref: "#/components/responses/Thing" } },
        },
        {
          components: {
            parameters: { Page: { name: "page", in: "query", schema: text, description: "Which page." } },
            requestBodies: {
              Thing: {
                description: "What to make.",
                content: { "application/json": { examples: { one: { $ref: "#/components/examples/One" } } } },
              },
            },
            responses: {
              Thing: {
                description: "What was made.",
                headers: { "X-Left": { $ref: "#/components/headers/Left" } },
                links: { again: { $ref: "#/components/links/Again" } },
              },
            },
            examples: { One: { summary: "The first", value: { made: "by reference" } } },
            headers: { Left: { schema: { type: "integer" }, description: "How many are left." } },
            links: { Again: { operationId: "listThings", description: "Once more." } },
          },
        },
      ),
    shows: [
      "Which page.",
      "What to make.",
      "by reference",
      "What was made.",
      "How many are left.",
      "Once more.",
    ],
  },
  {
    name: "media types by reference",
    versions: ["3.2"],
    page,
    document: (version) =>
      withOperation(version, answering({ "application/json": { $ref: "#/components/mediaTypes/Thing" } }), {
        components: {
          mediaTypes: { Thing: { schema: { type: "object", properties: { shared: text } } } },
        },
      }),
    shows: ["shared string"],
  },
  {
    name: "path items by reference, of webhooks too",
    versions: SINCE_3_1,
    page: "overview",
    document: (version) =>
      documentOf(version, {
        webhooks: { born: { $ref: "#/components/pathItems/Born" } },
        components: { pathItems: { Born: { post: { summary: "A birth", responses: done } } } },
      }),
    shows: ["A birth"],
  },
  {
    name: "a security scheme by its address",
    versions: ["3.2"],
    page,
    document: (version) =>
      withOperation(
        version,
        { security: [{ "#/components/securitySchemes/key": [] }] },
        { components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } } },
      ),
    shows: ["Needs an API key in the header X-Key"],
  },
];

/** Examples as data, as text and elsewhere. */
export const EXAMPLES: Feature[] = [
  {
    name: "an example as data and as it is written",
    versions: ["3.2"],
    page,
    document: (version) =>
      withOperation(
        version,
        answering({
          "application/xml": {
            examples: {
              one: { dataValue: { id: 7 }, serializedValue: "<thing id='7'/>", description: "As *sent*." },
            },
          },
        }),
      ),
    shows: ['"id" : 7', "As it is sent: <thing id='7'/>", /As <em>sent<\/em>/],
  },
  {
    name: "an example that is kept elsewhere",
    versions: V3,
    page,
    document: (version) =>
      withOperation(
        version,
        answering({ "text/csv": { examples: { all: { externalValue: "https://a.example/all.csv" } } } }),
      ),
    shows: ["Kept at https://a.example/all.csv", /href="https:\/\/a\.example\/all\.csv"/],
  },
  {
    name: "examples made from the schema fit it",
    versions: SINCE_3_1,
    page,
    document: (version) =>
      withOperation(
        version,
        answering({
          "application/json": {
            schema: {
              type: "object",
              required: ["anything", "choice"],
              properties: {
                anything: { not: { type: "string" } },
                choice: { if: { const: 1 }, type: "integer", minimum: 5 },
              },
            },
          },
        }),
      ),
    shows: [/Made from the schema/, '"anything" : 1 , "choice" : 5'],
  },
];

/** What documents say about themselves and their parts, in words. */
export const WORDS: Feature[] = [
  {
    name: "scopes of a device flow, and no complaint about them",
    versions: ["3.2"],
    page: "overview",
    document: (version) =>
      documentOf(version, {
        components: {
          securitySchemes: {
            device: {
              type: "oauth2",
              flows: {
                deviceAuthorization: {
                  deviceAuthorizationUrl: "https://a.example/device",
                  tokenUrl: "https://a.example/t",
                  scopes: { read: "Reads things" },
                },
              },
            },
          },
        },
      }),
    shows: ["Device authorization, 1 scope", "read Reads things"],
  },
  {
    name: "a name and a description of a server",
    versions: ["3.2"],
    page: "overview",
    document: (version) =>
      documentOf(version, {
        servers: [{ url: "https://a.example", name: "Europe", description: "The *old* one." }],
      }),
    shows: ["Europe", /The <em>old<\/em> one/],
  },
  {
    name: "the dialect of its schemas",
    versions: SINCE_3_1,
    page: "overview",
    document: (version) => documentOf(version, { jsonSchemaDialect: "https://a.example/dialect" }),
    shows: ["Schema dialect https://a.example/dialect"],
  },
  {
    name: "all tags of an operation, those of another kind with their kind",
    versions: ["3.2"],
    page,
    document: (version) =>
      withOperation(
        version,
        { tags: ["things", "beta", "internal-teams"] },
        {
          tags: [
            { name: "things", summary: "Things" },
            { name: "beta", kind: "badge", summary: "Beta stage" },
            { name: "internal-teams", kind: "audience" },
          ],
        },
      ),
    shows: [/href="[^"]*\/tags\/beta"/, "audience internal-teams"],
  },
  {
    name: "several tags of an operation",
    versions: VERSIONS,
    page,
    document: (version) => withOperation(version, { tags: ["first", "second"] }),
    shows: [/href="[^"]*\/tags\/second"/],
  },
  {
    name: "a name for additional properties",
    versions: VERSIONS,
    page: { schema: "Thing" },
    document: (version) =>
      withSchemas(version, {
        Thing: {
          type: "object",
          properties: { known: text },
          additionalProperties: { type: "integer", "x-additionalPropertiesName": "language code" },
        },
      }),
    shows: ["any language code integer"],
  },
  {
    name: "a summary that is a whole description is told by its first sentence, without markup",
    versions: VERSIONS,
    page,
    document: (version) =>
      withOperation(version, {
        summary: `This happens when things change. For more, see [About things](https://a.example/things). ${"More. ".repeat(30)}`,
      }),
    shows: [/<h1[^>]*>This happens when things change\.<\/h1>/],
    hides: ["(https://a.example"],
  },
  {
    name: "tables and code in a description, and nothing hostile",
    versions: VERSIONS,
    page,
    document: (version) =>
      withOperation(version, {
        description:
          "| a | b |\n|---|---|\n| 1 | 2 |\n\n```json\n{}\n```\n\n<img src=x onerror=alert(1)> <script>alert(1)</script> [bad](javascript:alert(1)) <form action=/x><input></form>",
      }),
    shows: [/<table[ >]/, /<code class="language-json">/],
    hides: [/onerror|<script|javascript:|<form|<img/],
  },
  {
    name: "x-summary of an answer",
    versions: ["2.0", "3.0"],
    page,
    document: (version) =>
      withOperation(version, {
        responses: { "200": { description: "All of it.", "x-summary": "Everything" } },
      }),
    shows: ["200 Everything", "All of it."],
  },
  {
    name: "a file as the answer",
    versions: ["2.0"],
    page,
    document: (version) =>
      withOperation(version, {
        produces: ["application/pdf"],
        responses: { "200": { description: "A file.", schema: { type: "file" } } },
      }),
    shows: ["application/pdf", "string binary"],
  },
];
