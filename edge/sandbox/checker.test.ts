import { expect, test } from "vitest";
import type { CallableOperation, JsonSchema } from "#server/specs/schema.ts";
import { Checker } from "./checker.ts";
import { prepareSchema } from "./prepare-schema.ts";

function operationWith($defs: Record<string, JsonSchema>): CallableOperation {
  return {
    documentId: "doc",
    key: "op",
    operationId: null,
    method: "post",
    path: "/",
    parameters: [],
    responses: [],
    security: [],
    securitySchemes: [],
    servers: [],
    $defs,
    isPartial: false,
  };
}

function checkerWith($defs: Record<string, JsonSchema> = {}): Checker {
  return new Checker(operationWith($defs));
}

/** How long the whole judgement took, compiling included. */
function timed(schema: JsonSchema, $defs: Record<string, JsonSchema>, value: unknown) {
  const checker = checkerWith($defs);
  const startMs = performance.now();
  const judgement = checker.judge(schema, value, "request");
  return { ms: performance.now() - startMs, faults: judgement.faults };
}

test("a pattern that would backtrack for ever answers at once", () => {
  const { ms, faults } = timed(
    { type: "string", pattern: "^(([a-z])+.)+[A-Z]([a-z])+$" },
    {},
    "a".repeat(9_000),
  );
  expect(faults).toHaveLength(1);
  expect(ms).toBeLessThan(2_000);
});

test("patterns that together are too much work end, unjudged", () => {
  const large: JsonSchema = { type: "string", pattern: "(a?){500}(a{1,500})$" };
  expect(timed(large, {}, "a".repeat(9_000)).faults).toBeNull();
  const small: JsonSchema = { type: "array", items: { type: "string", pattern: "^(([a-z])+.)+[A-Z]$" } };
  expect(timed(small, {}, Array(500).fill("a".repeat(5_000))).faults).toBeNull();
  const named: JsonSchema = { patternProperties: { "^(([a-z])+.)+[A-Z]$": false } };
  const keys = Array.from({ length: 500 }, (_, i) => ["a".repeat(5_000) + i, 1]);
  expect(timed(named, {}, Object.fromEntries(keys)).faults).toBeNull();
});

test("patterns on a large but ordinary body are judged", () => {
  const items: JsonSchema = { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
  const dates = [...Array(5_000).fill("2026-11-30"), "soon"];
  expect(timed({ type: "array", items }, {}, dates).faults).toMatchObject([{ pointer: "#/5000" }]);
});

test("choices of choices of choices end, unjudged", () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [
      `L${i}`,
      {
        anyOf: [{ $ref: `#/$defs/L${i + 1}` }, { $ref: `#/$defs/L${i + 1}` }, { $ref: `#/$defs/L${i + 1}` }],
      },
    ]),
  );
  const { ms, faults } = timed({ $ref: "#/$defs/L0" }, { ...$defs, L30: { type: "integer" } }, "x");
  expect(faults).toBeNull();
  expect(ms).toBeLessThan(3_000);
});

test("a schema that is only itself ends", () => {
  expect(timed({ $ref: "#/$defs/A" }, { A: { $ref: "#/$defs/A" } }, 1).ms).toBeLessThan(2_000);
  expect(timed({ $ref: "#/$defs/A" }, { A: { allOf: [{ $ref: "#/$defs/A" }] } }, 1).ms).toBeLessThan(2_000);
});

test("five thousand levels of schema end", () => {
  let deep: JsonSchema = { type: "string" };
  for (let i = 0; i < 5_000; i++) deep = { type: "array", items: deep };
  expect(timed(deep, {}, []).ms).toBeLessThan(2_000);
});

test("unique items among many are found in linear time", () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ({ id: i }));
  const { ms, faults } = timed({ type: "array", uniqueItems: true }, {}, many);
  expect(faults).toEqual([]);
  expect(ms).toBeLessThan(2_000);
  expect(
    timed({ type: "array", uniqueItems: true }, {}, [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ]).faults,
  ).toHaveLength(1);
});

test("schemas with identifiers, other dialects and bad patterns do not break the others", () => {
  const schema: JsonSchema = {
    $schema: "http://json-schema.org/draft-04/schema#",
    $id: "https://x.example/a",
    type: "object",
    properties: { a: { pattern: "(?<=a)(b)\\1" }, b: { type: "integer" }, $id: { type: "string" } },
  };
  expect(timed(schema, {}, { a: "x", b: 1, $id: "y" }).faults).toEqual([]);
  expect(timed(schema, {}, { b: "1" }).faults).toEqual([{ pointer: "#/b", message: "Must be integer." }]);
});

test("a request need not hold what is read-only, a response what is write-only", () => {
  const $defs: Record<string, JsonSchema> = { Id: { type: "string", readOnly: true } };
  const schema: JsonSchema = {
    type: "object",
    required: ["id", "pin"],
    properties: { id: { $ref: "#/$defs/Id" }, pin: { type: "string", writeOnly: true } },
  };
  const checker = checkerWith($defs);
  expect(checker.judge(schema, { pin: "1" }, "request").faults).toEqual([]);
  expect(checker.judge(schema, { id: "1" }, "response").faults).toEqual([]);
  expect(checker.judge(schema, {}, "request").faults).toHaveLength(1);
});

test("texts become what the schema says only where they came as text", () => {
  const checker = checkerWith();
  expect(checker.judge({ type: "integer" }, "7", "request", true)).toEqual({ value: 7, faults: [] });
  expect(checker.judge({ type: "integer" }, "7", "request").faults).toHaveLength(1);
});

test("definitions are reached by their whole key, whatever characters it has", () => {
  const whole = { allOf: [{ $ref: "#/$defs/a.b~1c" }], unevaluatedProperties: false };
  expect(prepareSchema(whole, { "a.b/c": { type: "string" } }, "request")).toMatchObject({
    $defs: { "a.b/c": { type: "string" } },
  });
  const checker = checkerWith({ "a.b/c": { type: "string" } });
  expect(checker.judge({ $ref: "#/$defs/a.b~1c" }, 3, "request").faults).toHaveLength(1);
});

test("what a reference evaluates is known where unevaluated properties are forbidden", () => {
  const $defs: Record<string, JsonSchema> = {
    Base: { type: "object", properties: { a: { $ref: "#/$defs/Text" } }, allOf: [{ $ref: "#/$defs/More" }] },
    More: { properties: { b: { type: "integer" } } },
    Text: { type: "string" },
  };
  const schema: JsonSchema = { allOf: [{ $ref: "#/$defs/Base" }], unevaluatedProperties: false };
  const checker = checkerWith($defs);
  expect(checker.judge(schema, { a: "x", b: 1 }, "request").faults).toEqual([]);
  expect(checker.judge(schema, { a: 1, c: 1 }, "request").faults?.map(({ pointer }) => pointer)).toEqual([
    "#/a",
    "#",
  ]);
});

test("texts inside references become what the schema says", () => {
  const $defs: Record<string, JsonSchema> = {
    N: { type: "integer" },
    O: { type: "object", properties: { n: { $ref: "#/$defs/N" } } },
  };
  const checker = checkerWith($defs);
  expect(checker.judge({ $ref: "#/$defs/O" }, { n: "7" }, "request", true)).toEqual({
    value: { n: 7 },
    faults: [],
  });
  expect(checker.judge({ type: "array", items: { $ref: "#/$defs/N" } }, ["7"], "request", true)).toEqual({
    value: [7],
    faults: [],
  });
  expect(checker.judge({ $ref: "#/$defs/N" }, "7", "request", true)).toEqual({ value: 7, faults: [] });
});

test("a fault inside references of references has its whole pointer", () => {
  const $defs: Record<string, JsonSchema> = {
    Node: { type: "object", properties: { next: { $ref: "#/$defs/Node" }, n: { type: "integer" } } },
  };
  expect(
    checkerWith($defs).judge({ $ref: "#/$defs/Node" }, { next: { next: { n: "x" } } }, "request").faults,
  ).toEqual([{ pointer: "#/next/next/n", message: "Must be integer." }]);
});

test("a definition that one operation's bound left out is taken from another's", () => {
  const schema: JsonSchema = { $ref: "#/$defs/A" };
  const checker = checkerWith({ A: true });
  expect(checker.judge(schema, 1, "request").faults).toEqual([]);
  checker.learn(operationWith({ A: { type: "string" } }));
  expect(checker.judge(schema, 1, "request").faults).toHaveLength(1);
  checker.learn(operationWith({ A: true }));
  expect(checker.judge(schema, 1, "request").faults).toHaveLength(1);
});
