import { expect, test } from "vitest";
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

test("a document without internal parts stays the same", () => {
  const root = { paths: { "/a": { get: { responses } } } };
  expect(dropInternal(root).root).toBe(root);
});
