import { expect, test } from "vitest";
import { compileDocument, getOperation } from "./index.ts";

const operation = (operationId: string, tag: string) => ({
  operationId,
  tags: [tag],
  responses: { "200": { description: "Done." } },
});

test("previous and next go through a tag, then to the tag beside it in the navigation", async () => {
  const document = {
    openapi: "3.2.0",
    info: { title: "Neighbours", version: "1" },
    tags: [{ name: "b" }, { name: "a" }, { name: "child", parent: "a" }, { name: "empty" }],
    paths: {
      "/1": { get: operation("a1", "a"), post: operation("b1", "b") },
      "/2": { get: operation("a2", "a"), post: operation("c1", "child") },
    },
  };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "neighbours.json" });
  const steps = ["b1"];
  for (let next = "b1"; next; ) {
    const page = await getOperation(documentId, next);
    expect(page.previous?.key).toBe(steps.at(-2));
    next = page.next?.key ?? "";
    if (next) steps.push(next);
  }
  expect(steps).toEqual(["b1", "c1", "a1", "a2"]);
});
