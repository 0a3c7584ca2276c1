import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { dropInternal } from "./drop-internal.ts";

const responses = { "200": { description: "Done." } };
const internal = { "x-internal": true };

test("internal parts go with what refers to them, and with what only they used", () => {
  const { root, count } = dropInternal({
    tags: [{ name: "open" }, { name: "closed", ...internal }],
    "x-tagGroups": [{ name: "All", tags: ["open", "closed"] }],
    paths: {
      "/open": {
        get: {
          tags: ["open", "closed"],
          parameters: [{ $ref: "#/components/parameters/Trace" }, { name: "q", in: "query" }],
          responses,
        },
      },
      "/mixed": {
        post: {
          ...internal,
          requestBody: { content: { "a/b": { schema: { $ref: "#/components/schemas/Secret" } } } },
          responses,
        },
        get: { responses },
      },
      "/closed": { get: { tags: ["closed"], responses } },
      "/gone": { ...internal, get: { responses } },
    },
    components: {
      parameters: { Trace: { name: "trace", in: "header", ...internal } },
      schemas: {
        Secret: { type: "object" },
        Unused: { type: "object" },
        Open: {
          required: ["a", "b"],
          properties: { a: {}, b: internal, example: { description: "a property by that name" } },
          example: { "x-internal": true },
        },
      },
    },
  });
  expect(count).toBeGreaterThan(0);
  expect(root).toEqual({
    tags: [{ name: "open" }],
    "x-tagGroups": [{ name: "All", tags: ["open"] }],
    paths: {
      "/open": { get: { tags: ["open"], parameters: [{ name: "q", in: "query" }], responses } },
      "/mixed": { get: { responses } },
    },
    components: {
      parameters: {},
      schemas: {
        Unused: { type: "object" },
        Open: {
          required: ["a"],
          properties: { a: {}, example: { description: "a property by that name" } },
          example: { "x-internal": true },
        },
      },
    },
  });
});

test("internal parts are not named by discriminators, links and security requirements, in pages or the bundle", async () => {
  const mark = (name: string) => ({ ...internal, description: name });
  const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = {
    openapi: "3.2.0",
    info: { title: "T", version: "1" },
    security: [{ SecretKey: [] }, { Open: [] }],
    paths: {
      "/a": {
        get: {
          operationId: "a",
          security: [{ SecretKey: [], Open: [] }, { SecretKey: [] }],
          responses: {
            "200": {
              description: "Done.",
              content: { "application/json": { schema: refTo("Animal") } },
              links: {
                byId: { operationId: "secretId" },
                byRef: { operationRef: "#/paths/~1secret/get" },
                named: { $ref: "#/components/links/Named" },
                open: { operationId: "b" },
              },
            },
          },
        },
        put: { operationId: "b", security: [{ SecretKey: [] }], responses },
      },
      "/secret": { get: { operationId: "secretId", ...internal, responses } },
    },
    components: {
      links: { Named: { operationId: "secretId" } },
      securitySchemes: {
        SecretKey: { type: "http", scheme: "bearer", ...internal },
        Open: { type: "http", scheme: "basic" },
      },
      schemas: {
        Animal: {
          oneOf: [refTo("Cat"), refTo("SecretDog"), refTo("value")],
          discriminator: {
            propertyName: "kind",
            mapping: {
              cat: "#/components/schemas/Cat",
              dog: "#/components/schemas/SecretDog",
              hound: "SecretDog",
            },
            defaultMapping: "SecretDog",
          },
        },
        Cat: { type: "object", properties: { kind: { type: "string" } } },
        SecretDog: { type: "object", ...mark("SecretDog") },
        value: { type: "object", ...mark("a secret schema by the name of a keyword") },
      },
    },
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { bundleText, overview, operations, schemas } = await compile(bytes, "a.json", 1_000_000);
  expect(JSON.stringify([bundleText, overview, operations, schemas])).not.toMatch(/secret|hound|dog/i);
  const bundle = JSON.parse(bundleText);
  const { get, put } = bundle.paths["/a"];
  expect(bundle.security).toEqual([{ Open: [] }]);
  expect(get.security).toEqual([{ Open: [] }]);
  expect(put).not.toHaveProperty("security");
  expect(Object.keys(get.responses["200"].links)).toEqual(["open"]);
  expect(bundle.components.schemas.Animal.discriminator).toEqual({
    propertyName: "kind",
    mapping: { cat: "#/components/schemas/Cat" },
  });
});

test("a document without internal parts stays the same", () => {
  const root = { paths: { "/a": { get: { responses } } } };
  expect(dropInternal(root).root).toBe(root);
});
