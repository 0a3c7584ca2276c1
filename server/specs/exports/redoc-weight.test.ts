import { expect, test } from "vitest";
import { weighForRedoc } from "./redoc-weight.ts";

function documentWith(schema: unknown, schemas: Record<string, unknown> = {}) {
  const answer = { description: "Found.", content: { "application/json": { schema } } };
  return { paths: { "/a": { get: { responses: { "200": answer } } } }, components: { schemas } };
}
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test("operations, tags and the members of their samples are counted", () => {
  const document = { ...documentWith({ properties: { a: {}, b: { items: {} } } }), tags: [{ name: "One" }] };
  expect(weighForRedoc(document)).toEqual({ sections: 2, members: 4 });
});

test("a schema that contains itself is counted to an end", () => {
  const node = { properties: { left: refTo("Node"), right: refTo("Node") } };
  const { members } = weighForRedoc(documentWith(refTo("Node"), { Node: node }));
  expect(members).toBeGreaterThan(10);
  expect(members).toBeLessThan(100);
});

test("a small document that unfolds to billions of members weighs billions", () => {
  const schemas: Record<string, unknown> = { Leaf0: { type: "string" } };
  for (let level = 1; level <= 20; level++)
    schemas[`Leaf${level}`] = { oneOf: Array.from({ length: 6 }, () => refTo(`Leaf${level - 1}`)) };
  expect(weighForRedoc(documentWith(refTo("Leaf20"), schemas)).members).toBeGreaterThan(1e9);
});

test("references that go round in circles, and chains without end, are too heavy for anything", () => {
  const circle = { A: refTo("B"), B: refTo("A") };
  expect(weighForRedoc(documentWith(refTo("A"), circle)).members).toBe(Number.POSITIVE_INFINITY);
});

test("what is no document weighs nothing and breaks nothing", () => {
  for (const odd of [null, "text", [], { paths: { "/a": null } }, { paths: { "/a": { get: [] } } }])
    expect(weighForRedoc(odd).members).toBe(0);
});
