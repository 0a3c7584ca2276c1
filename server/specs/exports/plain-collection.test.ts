import { expect, test } from "vitest";
import { compileDocument } from "../index.ts";
import { writePlainCollection } from "./plain-collection.ts";

test("a collection without made-up bodies names every operation, its parameters and the document's examples", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Large", version: "1" },
    servers: [{ url: "https://a.example/v1" }],
    paths: {
      "/things/{id}/file.{kind}": {
        put: {
          tags: ["things"],
          summary: "Put a thing",
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" }, example: "t1" },
            { name: "kind", in: "path", required: true, schema: { type: "string" } },
            { name: "dry", in: "query", schema: { type: "boolean", default: false } },
          ],
          requestBody: { content: { "application/json": { example: { zeta: 1, alpha: 2 } } } },
          responses: { "200": { description: "Done." } },
        },
      },
    },
    webhooks: { born: { post: { responses: { "200": { description: "Done." } } } } },
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "large.json" });
  const collection = JSON.parse(await writePlainCollection(documentId));
  expect(collection.info).toMatchObject({ name: "Large", schema: expect.stringContaining("v2.1.0") });
  expect(collection.variable).toEqual([{ key: "baseUrl", value: "https://a.example/v1" }]);
  expect(collection.item).toEqual([
    {
      name: "things",
      item: [
        {
          name: "Put a thing",
          request: {
            method: "PUT",
            header: [{ key: "Content-Type", value: "application/json" }],
            url: {
              raw: "{{baseUrl}}/things/:id/file.{{kind}}",
              host: ["{{baseUrl}}"],
              path: ["things", ":id", "file.{{kind}}"],
              query: [{ key: "dry", value: "false", disabled: true }],
              variable: [
                { key: "id", value: "t1" },
                { key: "kind", value: "" },
              ],
            },
            body: {
              mode: "raw",
              raw: '{\n  "zeta": 1,\n  "alpha": 2\n}',
              options: { raw: { language: "json" } },
            },
          },
        },
      ],
    },
  ]);
});
