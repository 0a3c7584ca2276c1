import { expect, test } from "vitest";
import { compileDocument, findCounterparts } from "./index.ts";

async function compile(paths: Record<string, object>): Promise<string> {
  const text = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Counterparts", version: "1" },
    paths,
    components: { schemas: { Cat: { type: "object" } } },
  });
  const { documentId } = await compileDocument({
    bytes: new TextEncoder().encode(text),
    sourceName: "a.json",
  });
  return documentId;
}

const operation = (operationId: string) => ({ operationId, responses: { 200: { description: "Fine." } } });

test("the same operation is found by key, else by its id, else by method and path; and not where it is gone", async () => {
  const same = await compile({ "/cats": { get: operation("listCats") } });
  const renamed = await compile({
    "/cats": { get: operation("allCats") },
    "/dogs": { get: operation("dogs") },
  });
  const gone = await compile({ "/dogs": { get: operation("listDogs") } });
  const wanted = {
    kind: "operation",
    key: "listCats",
    operationId: "listCats",
    method: "get",
    path: "/cats",
  } as const;
  const found = await findCounterparts([same, renamed, gone], wanted);
  expect([...found]).toEqual([
    [same, "listCats"],
    [renamed, "allCats"],
  ]);
  expect([...(await findCounterparts([same, renamed, gone], wanted))]).toEqual([...found]);
  expect((await findCounterparts([same], { kind: "schema", key: "Cat" })).get(same)).toBe("Cat");
  expect((await findCounterparts([same], { kind: "schema", key: "\0" })).size).toBe(0);
});
