import { afterAll, expect, test } from "vitest";
import { closeDb, db } from "#server/platform/db.ts";
import { compileDocument, getCallable } from "#server/specs/index.ts";
import { Checker } from "./checker.ts";
import { toXml } from "./to-xml.ts";

const kept: string[] = [];
afterAll(async () => {
  await db().document.deleteMany({ where: { id: { in: kept } } });
  await closeDb();
});

async function callableOf(schemas: object) {
  const content = { "application/xml": { schema: { $ref: "#/components/schemas/Book" } } };
  const document = {
    openapi: "3.0.3",
    info: { title: "Books", version: "1" },
    paths: {
      "/book": { get: { operationId: "readBook", responses: { "200": { description: "ok", content } } } },
    },
    components: { schemas },
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "books.json" });
  kept.push(documentId);
  return getCallable(documentId, "readBook");
}

test("a value is written with the names, attributes and wrappers of the document", async () => {
  const operation = await callableOf({
    Book: {
      type: "object",
      xml: { name: "book" },
      properties: {
        id: { type: "integer", xml: { attribute: true, name: "isbn" } },
        fullTitle: { type: "string", xml: { name: "title" } },
        authors: {
          type: "array",
          items: { $ref: "#/components/schemas/Author" },
          xml: { name: "written-by", wrapped: true },
        },
        tags: { type: "array", items: { type: "string", xml: { name: "tag" } } },
        notes: { type: "array", items: { type: "string" }, xml: { wrapped: true } },
      },
    },
    Author: { type: "object", xml: { name: "author" }, properties: { name: { type: "string" } } },
  });
  const schema = operation.responses[0]?.media[0]?.schema;
  const value = {
    id: 7,
    fullTitle: "Ice & snow",
    authors: [{ name: "Ada" }, { name: "Bo" }],
    tags: ["cold", "white"],
    notes: ["short"],
  };
  expect(toXml(value, schema, operation.$defs)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<book isbn="7">
  <title>Ice &amp; snow</title>
  <written-by>
    <author>
      <name>Ada</name>
    </author>
    <author>
      <name>Bo</name>
    </author>
  </written-by>
  <tag>cold</tag>
  <tag>white</tag>
  <notes>
    <notes>short</notes>
  </notes>
</book>
`);
});

test("values are judged as before, whatever the keyword holds", async () => {
  const operation = await callableOf({
    Book: {
      type: "object",
      required: ["id"],
      xml: { name: "book", $id: "https://a.example/x", $anchor: "9 9", $ref: "#/nowhere", type: 7 },
      properties: { id: { type: "integer", xml: { attribute: true } }, odd: { type: "string", xml: "odd" } },
    },
  });
  const schema = operation.responses[0]?.media[0]?.schema;
  const checker = new Checker(operation);
  expect(checker.judge(schema, { id: 7 }, "response").faults).toEqual([]);
  expect(checker.judge(schema, { odd: "x" }, "response").faults).toHaveLength(1);
});
