import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { Rejection } from "./rejection.ts";

const SEED = {
  openapi: "3.1.0",
  info: { title: "Seed", version: "1", description: "A *seed*." },
  servers: [
    { url: "https://{host}/v1", variables: { host: { default: "example.com", enum: ["example.com"] } } },
  ],
  tags: [{ name: "a", description: "b" }],
  security: [{ key: [] }],
  paths: {
    "/a/{id}": {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      get: {
        operationId: "a",
        tags: ["a"],
        responses: {
          "200": {
            description: "x",
            headers: { X: { schema: { type: "string" } } },
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/A" },
                examples: { one: { value: { n: 1 } } },
              },
            },
          },
        },
      },
      post: {
        requestBody: { required: true, content: { "text/plain": { schema: { type: "string" } } } },
        responses: {},
        callbacks: { c: { "{$url}": { post: { responses: {} } } } },
      },
    },
  },
  components: {
    parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } } },
    schemas: {
      A: {
        type: "object",
        required: ["n"],
        properties: {
          n: { type: "number" },
          self: { $ref: "#/components/schemas/A" },
          any: { oneOf: [{ type: "string" }, { allOf: [{ $ref: "#/components/schemas/A" }] }] },
        },
        discriminator: { propertyName: "n", mapping: { x: "A" } },
      },
    },
    securitySchemes: {
      key: {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "https://example.com", scopes: { a: "b" } } },
      },
    },
  },
};

/** What may come to stand in any place. */
const junk = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    "",
    "x",
    "__proto__",
    [],
    {},
    [null],
    { $ref: "#/components/schemas/A" },
    { $ref: "#" },
    { $ref: 7 },
    { $ref: "#/nowhere" },
    { $ref: "#/paths" },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

function placesIn(node: unknown, path: string[] = []): string[][] {
  if (typeof node !== "object" || node === null) return [path];
  return [path, ...Object.entries(node).flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

function withJunk(document: unknown, path: string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (Array.isArray(document))
    return document.map((child, i) => (String(i) === head ? withJunk(child, rest, value) : child));
  if (typeof document !== "object" || document === null) return value;
  return Object.fromEntries(
    Object.entries(document).map(([key, child]) => [
      key,
      key === head ? withJunk(child, rest, value) : child,
    ]),
  );
}

async function endsWell(bytes: Uint8Array): Promise<void> {
  try {
    const compiled = await compile(bytes, "fuzz.json", 1_000_000);
    expect(new Set(compiled.operations.map((row) => row.key)).size).toBe(compiled.operations.length);
    expect(new Set(compiled.schemas.map((row) => row.key)).size).toBe(compiled.schemas.length);
    JSON.stringify([compiled.operations, compiled.schemas, compiled.overview]);
  } catch (error) {
    expect(error).toBeInstanceOf(Rejection);
    expect((error as Rejection).findings.length).toBeGreaterThan(0);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

test("whatever stands in any three places of a document, it compiles or is refused with findings", async () => {
  const places = placesIn(SEED);
  const change = fc.tuple(fc.constantFrom(...places), junk);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const document = changes.reduce<unknown>((at, [path, value]) => withJunk(at, path, value), SEED);
      await endsWell(new TextEncoder().encode(JSON.stringify(document)));
    }),
    { numRuns: 300 },
  );
});

test("whatever bytes come, they compile or are refused with findings", async () => {
  const text = JSON.stringify(SEED);
  const cut = fc
    .tuple(fc.nat(text.length), fc.nat(text.length), fc.string())
    .map(([a, b, put]) => text.slice(0, Math.min(a, b)) + put + text.slice(Math.max(a, b)));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        cut.map((one) => new TextEncoder().encode(one)),
      ),
      endsWell,
    ),
    { numRuns: 200 },
  );
});
