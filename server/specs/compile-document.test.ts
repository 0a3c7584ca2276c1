import { expect, test } from "vitest";
import { db, type Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { inRollback, refusalOf } from "#server/platform/testing/world.ts";
import {
  compileDocument,
  getBundle,
  getCallable,
  getOperation,
  getOverview,
  getSchema,
  getSource,
  listOperations,
  listSchemas,
} from "./index.ts";
import type { CompileOutcome, Finding } from "./schema.ts";

const bytesOf = (document: unknown): Uint8Array =>
  new TextEncoder().encode(typeof document === "string" ? document : JSON.stringify(document));

/** Compiles for good, because the read verbs look at the database, and removes the document afterwards. */
async function compiled(
  document: unknown,
  work: (outcome: CompileOutcome) => Promise<void>,
  sourceName = "api.json",
): Promise<void> {
  const outcome = await compileDocument({ bytes: bytesOf(document), sourceName });
  try {
    await work(outcome);
  } finally {
    await db().document.deleteMany({ where: { id: outcome.documentId } });
  }
}

/** Of exactly these bytes: other tests store documents meanwhile. */
const countOf = (bytes: Uint8Array): Promise<number> =>
  db().document.count({ where: { sha256: sha256Hex(bytes) } });

async function findingsOfRefusal(document: unknown, sourceName = "api.yaml"): Promise<Finding[]> {
  try {
    await compileDocument({ bytes: bytesOf(document), sourceName });
  } catch (error) {
    if (error instanceof Refusal) return error.detail.findings as Finding[];
    throw error;
  }
  throw new Error("It was accepted.");
}

const ok = { "200": { description: "Fine." } };
const minimal = (openapi: string, more: object = {}): object => ({
  openapi,
  info: { title: "Tiny", version: "1" },
  paths: { "/a": { get: { operationId: "readA", responses: ok } } },
  ...more,
});

test.each(["3.0.3", "3.1.0", "3.2.0"])("OpenAPI %s compiles", async (version) => {
  await compiled(minimal(version), async ({ documentId, isNew, summary }) => {
    expect(isNew).toBe(true);
    expect(summary.format).toBe(`openapi-${version.slice(0, 3)}`);
    expect(await listOperations(documentId)).toMatchObject([
      { key: "readA", method: "get", path: "/a", tag: "general" },
    ]);
  });
});

test("a document that says nothing of credentials is told apart from one that asks for none", async () => {
  const security = { paths: { "/a": { get: { operationId: "readA", security: [], responses: ok } } } };
  for (const [more, isUnstated] of [
    [{}, true],
    [{ security: [] }, undefined],
    [security, undefined],
  ] as const)
    await compiled(minimal("3.1.0", more), async ({ documentId }) => {
      const { operation } = await getOperation(documentId, "readA");
      expect([operation.security, operation.isSecurityUnstated]).toEqual([[], isUnstated]);
    });
});

test("a large document without tags is grouped by what its addresses are about, and its operations keep their addresses", async () => {
  const of = (thing: string) =>
    Array.from({ length: 12 }, (_, i) => [
      `/v1/${thing}/{id}/part${i}`,
      { get: { operationId: `${thing}${i}`, responses: ok } },
    ]);
  const paths = Object.fromEntries([...of("customers"), ...of("payment_intents")]);
  await compiled(minimal("3.0.3", { paths }), async ({ documentId }) => {
    expect((await getOverview(documentId)).tags).toMatchObject([
      { name: "Customers", operationCount: 12 },
      { name: "Payment intents", operationCount: 12 },
    ]);
    expect((await getOperation(documentId, "customers3")).operation.tagName).toBe("Customers");
  });
});

test("the same bytes give the same document, and the caller is told; other bytes give another", async () => {
  const first = await compileDocument({ bytes: bytesOf(minimal("3.0.3")), sourceName: "one.json" });
  const again = await compileDocument({ bytes: bytesOf(minimal("3.0.3")), sourceName: "two.json" });
  const other = await compileDocument({ bytes: bytesOf(minimal("3.0.2")), sourceName: "one.json" });
  expect(again).toMatchObject({ documentId: first.documentId, isNew: false });
  expect(other.documentId).not.toBe(first.documentId);
  await db().document.deleteMany({ where: { id: { in: [first.documentId, other.documentId] } } });
});

test("two uploads of the same bytes at once end in one document", async () => {
  const bytes = bytesOf(minimal("3.1.0", { "x-marker": "at once" }));
  const outcomes = await Promise.all([
    compileDocument({ bytes, sourceName: "a" }),
    compileDocument({ bytes, sourceName: "b" }),
  ]);
  expect(new Set(outcomes.map((outcome) => outcome.documentId)).size).toBe(1);
  expect(outcomes.filter((outcome) => outcome.isNew)).toHaveLength(1);
  await db().document.deleteMany({ where: { id: outcomes[0].documentId } });
});

test("inside a transaction that rolls back, nothing stays", async () => {
  let documentId = "";
  await inRollback(async (tx: Tx) => {
    documentId = (
      await compileDocument(
        { bytes: bytesOf(minimal("3.0.3", { "x-marker": "rolled back" })), sourceName: "a" },
        { tx },
      )
    ).documentId;
    expect(await tx.docOperation.count({ where: { documentId } })).toBe(1);
  });
  expect(await db().document.count({ where: { id: documentId } })).toBe(0);
});

test("a judge that refuses stops everything before anything is stored", async () => {
  const bytes = bytesOf(minimal("3.0.3", { "x-marker": "judged" }));
  const judge = (): void => {
    throw new Refusal("invalid_input", "Not good enough.");
  };
  expect(await refusalOf(compileDocument({ bytes, sourceName: "a" }, { judge }))).toBe("invalid_input");
  expect(await countOf(bytes)).toBe(0);
});

test("Swagger 2.0 is read as what it means, and its source stays as it was", async () => {
  const swagger = {
    swagger: "2.0",
    info: { title: "Old", version: "7" },
    host: "api.example.com",
    basePath: "/v2",
    schemes: ["https"],
    consumes: ["application/json"],
    produces: ["application/json"],
    securityDefinitions: {
      basic: { type: "basic" },
      app: {
        type: "oauth2",
        flow: "application",
        tokenUrl: "https://example.com/t",
        scopes: { read: "Reads" },
      },
    },
    paths: {
      "/things/{id}": {
        parameters: [{ name: "id", in: "path", required: true, type: "string" }],
        put: {
          operationId: "putThing",
          parameters: [
            {
              name: "tags",
              in: "query",
              type: "array",
              items: { type: "string" },
              collectionFormat: "multi",
            },
            { name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Thing" } },
          ],
          responses: {
            200: {
              description: "Done",
              schema: { $ref: "#/definitions/Thing" },
              examples: { "application/json": { name: "x" } },
            },
          },
        },
        post: {
          operationId: "upload",
          parameters: [{ name: "file", in: "formData", type: "file", required: true }],
          responses: { 201: { description: "Made" } },
        },
      },
    },
    definitions: {
      Thing: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, next: { $ref: "#/definitions/Thing" } },
      },
    },
  };
  await compiled(swagger, async ({ documentId, summary }) => {
    expect(summary.format).toBe("openapi-2.0");
    const overview = await getOverview(documentId);
    expect(overview.servers.map((server) => server.url)).toEqual(["https://api.example.com/v2"]);
    expect(overview.securitySchemes).toMatchObject([
      { name: "basic", type: "http", scheme: "basic" },
      { name: "app", flows: [{ kind: "clientCredentials" }] },
    ]);
    const { operation } = await getOperation(documentId, "putThing");
    expect(operation.parameters).toMatchObject([
      { name: "id", in: "path" },
      { name: "tags", style: "form", explode: true, schema: { types: ["array"] } },
    ]);
    expect(operation.requestBody).toMatchObject({
      isRequired: true,
      media: [{ mediaType: "application/json", schema: { ref: { key: "Thing" } } }],
    });
    expect(operation.responses[0]?.media[0]?.examples[0]).toMatchObject({
      isGenerated: false,
      text: '{\n  "name": "x"\n}',
    });
    const callable = await getCallable(documentId, "upload");
    expect(callable.requestBody?.media[0]).toMatchObject({
      mediaType: "multipart/form-data",
      schema: { required: ["file"] },
    });
    expect(JSON.parse(Buffer.from(await getBundle(documentId)).toString())).toEqual(
      JSON.parse(JSON.stringify(swagger)),
    );
    expect(Buffer.from((await getSource(documentId)).bytes).toString()).toBe(JSON.stringify(swagger));
  });
});

test("what Swagger 2.0 says of the values of parameters, form fields and headers is kept", async () => {
  const values = { type: "string", enum: ["a", "b"], "x-enumNames": ["First", "Second"] };
  const swagger = {
    swagger: "2.0",
    info: { title: "Old", version: "7" },
    paths: {
      "/things": {
        post: {
          operationId: "make",
          parameters: [
            {
              name: "kind",
              in: "query",
              ...values,
              "x-enum-descriptions": { a: "The first.", b: "The other." },
            },
            { name: "size", in: "formData", ...values, "x-enumDescriptions": ["Small.", "Large."] },
          ],
          responses: {
            200: {
              description: "Done",
              headers: { Mood: { ...values, "x-enum-varnames": ["GOOD", "BAD"] } },
            },
          },
        },
      },
    },
  };
  await compiled(swagger, async ({ documentId }) => {
    const { operation } = await getOperation(documentId, "make");
    expect(operation.parameters[0]?.schema?.enumNotes).toMatchObject([
      { name: "First", descriptionHtml: expect.stringContaining("The first.") },
      { name: "Second", descriptionHtml: expect.stringContaining("The other.") },
    ]);
    expect(operation.requestBody?.media[0]?.schema?.properties?.[0]?.schema.enumNotes).toMatchObject([
      { name: "First", descriptionHtml: expect.stringContaining("Small.") },
      { name: "Second", descriptionHtml: expect.stringContaining("Large.") },
    ]);
    expect(operation.responses[0]?.headers[0]?.schema?.enumNotes).toEqual([
      { name: "GOOD" },
      { name: "BAD" },
    ]);
  });
});

test("long lists are shown whole, and what is beyond all reason is counted", async () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
  const objects = (count: number) =>
    names(count).map((name) => ({ type: "object", properties: { [name]: { type: "string" } } }));
  const properties = (count: number) =>
    Object.fromEntries(names(count).map((name) => [name, { type: "string" }]));
  const examples = (count: number) =>
    Object.fromEntries(names(count).map((name) => [name, { value: name.repeat(2_000) }]));
  const schemas = {
    Enum: { type: "string", enum: names(594) },
    EnumBeyond: { type: "string", enum: names(1_001) },
    Wide: { type: "object", properties: properties(600) },
    WideBeyond: { type: "object", properties: properties(1_002) },
    Choice: { oneOf: objects(90) },
    ChoiceBeyond: { anyOf: objects(303) },
    Several: { type: "string", examples: names(23) },
  };
  const more = {
    paths: {
      "/a": {
        get: {
          operationId: "readA",
          parameters: [{ name: "q", in: "query", schema: { type: "string" }, examples: examples(22) }],
          responses: {
            "200": {
              description: "Fine.",
              headers: {
                One: { schema: { type: "string" }, example: "only" },
                Many: { schema: { type: "string" }, examples: examples(21) },
              },
              content: { "text/plain": { examples: examples(24) } },
            },
          },
        },
      },
    },
    components: { schemas },
  };
  await compiled(minimal("3.1.0", more), async ({ documentId }) => {
    const shown = async (key: string) => (await getSchema(documentId, key)).schema;
    expect((await shown("Enum")).enum).toHaveLength(594);
    expect(await shown("EnumBeyond")).toMatchObject({ enum: { length: 1_000 }, enumCount: 1_001 });
    expect((await shown("Wide")).properties).toHaveLength(600);
    expect(await shown("WideBeyond")).toMatchObject({ properties: { length: 1_000 }, propertyCount: 1_002 });
    const choice = await shown("Choice");
    expect([choice.oneOf?.length, choice.left]).toEqual([90, undefined]);
    expect(await shown("ChoiceBeyond")).toMatchObject({ anyOf: { length: 300 }, left: { anyOf: 3 } });
    expect(await shown("Several")).toMatchObject({ examples: { length: 20 }, left: { examples: 3 } });

    const { operation } = await getOperation(documentId, "readA");
    expect(operation.parameters[0]).toMatchObject({ examples: { length: 20 }, examplesLeft: 2 });
    const [answer] = operation.responses;
    expect(answer?.media[0]).toMatchObject({ examples: { length: 20 }, examplesLeft: 4 });
    expect(answer?.media[0]?.examples.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(70_000);
    expect(answer?.headers).toMatchObject([
      { name: "One", examples: [{ name: "example", text: "only" }] },
      { name: "Many", examples: { length: 20 }, examplesLeft: 1 },
    ]);
  });
});

test("a page does not repeat a long enum beyond its bound", async () => {
  const values = Array.from({ length: 1_000 }, (_, i) => `${i}`.padEnd(200, "x"));
  const fields = Object.fromEntries(
    Array.from({ length: 150 }, (_, i) => [`f${i}`, { $ref: "#/components/schemas/Long" }]),
  );
  const more = {
    components: {
      schemas: { Long: { type: "string", enum: values }, Holder: { type: "object", properties: fields } },
    },
  };
  await compiled(minimal("3.1.0", more), async ({ documentId }) => {
    const page = JSON.stringify(await getSchema(documentId, "Holder"));
    expect(page.length).toBeLessThan(3_000_000);
  });
});

test("types that contain themselves end in a link to their own page", async () => {
  const tree = {
    components: {
      schemas: {
        Node: {
          type: "object",
          properties: {
            name: { type: "string" },
            children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
          },
        },
      },
    },
    paths: {
      "/tree": {
        get: {
          operationId: "tree",
          responses: {
            "200": {
              description: "x",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Node" } } },
            },
          },
        },
      },
    },
  };
  await compiled(minimal("3.0.3", tree), async ({ documentId }) => {
    const { operation } = await getOperation(documentId, "tree");
    const root = operation.responses[0]?.media[0]?.schema;
    expect(root).toMatchObject({ ref: { key: "Node" }, types: ["object"] });
    expect(root?.properties?.[1]?.schema.items).toMatchObject({ ref: { key: "Node" }, cut: "cycle" });
    const page = await getSchema(documentId, "Node");
    expect(page.usedBy).toMatchObject([{ key: "tree" }]);
    expect(page.schema.properties?.map((property) => property.name)).toEqual(["name", "children"]);
    const callable = await getCallable(documentId, "tree");
    expect(callable.$defs).toEqual({ Node: expect.objectContaining({ type: "object" }) });
    expect(callable.responses[0]?.media[0]?.schema).toEqual({ $ref: "#/$defs/Node" });
  });
});

test("3.0's nullable and 3.1's type lists become the same JSON Schema", async () => {
  const bodyOf = (schema: object): object => ({
    paths: {
      "/a": {
        post: {
          operationId: "a",
          requestBody: { content: { "application/json": { schema } } },
          responses: ok,
        },
      },
    },
  });
  const expected = { type: ["string", "null"], minLength: 1 };
  await compiled(
    minimal("3.0.3", bodyOf({ type: "string", nullable: true, minLength: 1 })),
    async ({ documentId }) => {
      expect((await getCallable(documentId, "a")).requestBody?.media[0]?.schema).toEqual(expected);
      expect((await getOperation(documentId, "a")).operation.requestBody?.media[0]?.schema?.types).toEqual([
        "string",
        "null",
      ]);
    },
  );
  await compiled(minimal("3.1.0", bodyOf(expected)), async ({ documentId }) => {
    expect((await getCallable(documentId, "a")).requestBody?.media[0]?.schema).toEqual(expected);
  });
});

test("parts of an allOf are shown as one list of fields, required ones marked", async () => {
  const schemas = {
    Base: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
    Full: {
      allOf: [
        { $ref: "#/components/schemas/Base" },
        { type: "object", properties: { note: { type: "string", description: "A *note*." } } },
      ],
    },
  };
  await compiled(minimal("3.1.0", { components: { schemas } }), async ({ documentId }) => {
    const { schema } = await getSchema(documentId, "Full");
    expect(schema.allOf).toBeUndefined();
    expect(schema.properties).toMatchObject([
      { name: "id", isRequired: true },
      { name: "note", isRequired: false, schema: { descriptionHtml: "<p>A <em>note</em>.</p>" } },
    ]);
  });
});

test("webhooks, callbacks, headers, links and security of an operation are kept", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Rich", version: "1" },
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
    paths: {
      "/orders": {
        post: {
          operationId: "order/create now",
          tags: ["Orders"],
          security: [{}, { key: [] }],
          callbacks: {
            done: {
              "{$request.body#/url}": {
                post: {
                  requestBody: { content: { "application/json": { schema: { type: "object" } } } },
                  responses: ok,
                },
              },
            },
          },
          responses: {
            "201": {
              description: "Made",
              headers: { Location: { required: true, schema: { type: "string" } } },
              links: { self: { operationId: "readOrder" } },
            },
          },
        },
      },
      "/orders/{id}": {
        get: {
          operationId: "readOrder",
          tags: ["Orders"],
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" }, example: "o-1" },
          ],
          responses: ok,
        },
      },
    },
    webhooks: { shipped: { post: { summary: "Shipped", responses: ok } } },
  };
  await compiled(document, async ({ documentId }) => {
    const operations = await listOperations(documentId);
    expect(operations.map((one) => [one.key, one.isWebhook])).toEqual([
      ["order-create-now", false],
      ["readOrder", false],
      ["post-shipped", true],
    ]);
    const { operation, next } = await getOperation(documentId, "order-create-now");
    expect(operation.security).toEqual([{ schemes: [] }, { schemes: [{ name: "key", scopes: [] }] }]);
    expect(operation.responses).toMatchObject([
      {
        status: "201",
        headers: [{ name: "Location", isRequired: true }],
        links: [{ name: "self", operationKey: "readOrder" }],
      },
    ]);
    expect(operation.callbacks).toMatchObject([
      { name: "done", expression: "{$request.body#/url}", method: "post" },
    ]);
    expect(next?.key).toBe("readOrder");
    expect((await getOperation(documentId, "readOrder")).operation.parameters[0]?.sample).toBe("o-1");
    expect((await getOverview(documentId)).tags).toMatchObject([
      { key: "Orders", operationCount: 2 },
      { name: "Webhooks", operationCount: 1 },
    ]);
  });
});

test("references to places that are no components get a page of their own", async () => {
  const paths = {
    "/a": {
      get: {
        operationId: "a",
        responses: {
          "200": {
            description: "x",
            content: {
              "application/json": { schema: { type: "object", properties: { deep: { type: "integer" } } } },
            },
          },
        },
      },
    },
    "/b": {
      get: {
        operationId: "b",
        responses: {
          "200": {
            description: "x",
            content: {
              "application/json": {
                schema: { $ref: "#/paths/~1a/get/responses/200/content/application~1json/schema" },
              },
            },
          },
        },
      },
    },
  };
  await compiled(minimal("3.0.3", { paths }), async ({ documentId }) => {
    expect(await listSchemas(documentId)).toHaveLength(1);
    const schema = (await getOperation(documentId, "b")).operation.responses[0]?.media[0]?.schema;
    expect(schema?.properties?.[0]?.name).toBe("deep");
  });
});

test("what is wrong is told with rule, line, column, pointer and advice", async () => {
  const yaml = [
    "openapi: 3.0.3",
    "info:",
    "  title: T",
    "  version: '1'",
    "paths:",
    "  /a/{id}:",
    "    get:",
    "      respones: {}",
  ].join("\n");
  await compiled(
    yaml,
    async ({ summary }) => {
      expect(summary.errorCount).toBeGreaterThan(0);
      const finding = summary.findings.find((one) => one.message.includes("respones"));
      expect(finding).toMatchObject({
        rule: "struct",
        severity: "error",
        line: 8,
        pointer: "#/paths/~1a~1{id}/get/respones",
        hint: expect.any(String),
      });
    },
    "api.yaml",
  );
});

test.each([
  ["", "empty-file"],
  ["   \n", "empty-file"],
  ["<!DOCTYPE html><html><body>Sign in</body></html>", "web-page"],
  ["<?xml version='1.0'?><wsdl/>", "not-a-document"],
  ["just words", "not-a-document"],
  ["asyncapi: 3.0.0", "unsupported-kind"],
  ["openapi: 4.0.0\ninfo: {}", "unsupported-version"],
  ["a: &a [*a]\nopenapi: 3.0.0", "alias-cycle"],
  ['{"openapi": "3.0.3", "info": {"title": "a\\u0000b"}}', "unstorable-text"],
  ['{"openapi": "3.0.3", "info": {"title": "a\\ud800"}}', "unstorable-text"],
  ["openapi: 3.0.3\ninfo: {$ref: 'file:///etc/passwd'}\npaths: {}", "external-reference"],
  ["openapi: 3.0.3\npaths: {/a: {$ref: '../../etc/passwd'}}", "external-reference"],
])("%j is refused as %s and nothing is stored", async (text, rule) => {
  const findings = await findingsOfRefusal(text);
  expect(findings[0]).toMatchObject({ rule, severity: "error" });
  expect(findings[0]?.message).toMatch(/\w.*[.)]$/);
  expect(await countOf(bytesOf(text))).toBe(0);
});

test("a document larger than allowed is refused before it is read", async () => {
  const bytes = new Uint8Array(51 * 1024 * 1024);
  expect(await refusalOf(compileDocument({ bytes, sourceName: "big" }))).toBe("too_large");
});

test("prototype-like names are plain names", async () => {
  const text = `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"operationId":"__proto__","tags":["constructor"],"responses":{"200":{"description":"x","content":{"application/json":{"schema":{"$ref":"#/components/schemas/__proto__"}}}}}}}},"components":{"schemas":{"__proto__":{"type":"object","properties":{"__proto__":{"type":"string"}}},"constructor":{"type":"string"}}}}`;
  await compiled(text, async ({ documentId }) => {
    const [operation] = await listOperations(documentId);
    expect(operation?.key).toBe("proto");
    expect((await listSchemas(documentId)).map((one) => one.name)).toEqual(["__proto__", "constructor"]);
    expect(
      (await getOperation(documentId, "proto")).operation.responses[0]?.media[0]?.schema?.properties?.[0]
        ?.name,
    ).toBe("__proto__");
    expect({}).not.toHaveProperty("type");
  });
});

test.each([
  ["overview", () => getOverview("doc_none")],
  ["operation", () => getOperation("doc_none", "x")],
  ["schema", () => getSchema("doc_none", "x")],
  ["callable", () => getCallable("doc_none", "x")],
  ["source", () => getSource("doc_none")],
  ["bundle", () => getBundle("doc_none")],
])("the %s of what does not exist is not found", async (_, read) => {
  expect(await refusalOf(read())).toBe("not_found");
});

test("a path that clients would read as another one is reported where it stands, and shown all the same", async () => {
  const get = (operationId: string) => ({ get: { operationId, responses: ok } });
  const paths = { "/../../../api/v1/apps": get("climb"), "/a/{b}": get("stay") };
  await compiled(minimal("3.1.0", { paths }), async ({ documentId, summary }) => {
    expect(summary.findings.filter(({ rule }) => rule === "path-ambiguous")).toMatchObject([
      { severity: "warning", pointer: "#/paths/~1..~1..~1..~1api~1v1~1apps", line: 1 },
    ]);
    expect((await getOperation(documentId, "climb")).operation.path).toBe("/../../../api/v1/apps");
  });
});
