import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { db } from "#server/platform/db.ts";
import { compileDocument, exportDocument, getPublishedSource, listOperations } from "../index.ts";
import { cutOperation } from "./cut-operation.ts";
import { prepareDocument } from "./prepare-document.ts";

const unpack = promisify(gunzip);
const kept: string[] = [];

async function compiled(document: object): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "a.json" });
  kept.push(documentId);
  return documentId;
}

async function textOf(documentId: string, form: Parameters<typeof exportDocument>[1]): Promise<string> {
  return (await unpack((await exportDocument(documentId, form)).packed)).toString();
}

const HOSTILE = `*/ }; process.exit(1); //$\{1}\`"\n`;

const document = {
  openapi: "3.0.3",
  info: { title: `Exports ${HOSTILE}`, version: "1", description: HOSTILE },
  servers: [{ url: "https://api.example.com" }],
  security: [{ key: [] }],
  tags: [{ name: "Pets" }, { name: "Shops" }],
  paths: {
    "/pets/{id}": {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      get: {
        operationId: `get${HOSTILE}`,
        tags: ["Pets"],
        responses: {
          "200": {
            description: "ok",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
            links: { shop: { operationId: "listShops" } },
          },
          "404": { $ref: "#/paths/~1shops/get/responses/404" },
        },
      },
      delete: { operationId: "removePet", responses: { "204": { description: "gone" } } },
    },
    "/shops": {
      get: {
        operationId: "listShops",
        tags: ["Shops"],
        responses: { "200": { description: "ok" }, "404": { description: "no shop" } },
      },
    },
  },
  components: {
    parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      other: { type: "http", scheme: "basic" },
    },
    schemas: {
      Pet: {
        type: "object",
        description: HOSTILE,
        properties: {
          [HOSTILE]: { type: "string", enum: [HOSTILE] },
          parent: { $ref: "#/components/schemas/Pet" },
          kind: { $ref: "#/components/schemas/Kind" },
        },
      },
      Kind: { type: "string", enum: ["cat", "dog"] },
      Unused: { type: "string" },
    },
  },
};

let documentId = "";
beforeAll(async () => {
  documentId = await compiled(document);
});
afterAll(() => db().document.deleteMany({ where: { id: { in: kept } } }));

describe("a document of one operation", () => {
  const cut = cutOperation(document, { path: "/pets/{id}", method: "get", isWebhook: false }) ?? {};

  test("holds the operation and what it refers to, and nothing else", () => {
    expect(cut).toMatchObject({ openapi: "3.0.3", security: [{ key: [] }], tags: [{ name: "Pets" }] });
    expect(Object.keys(cut.paths as object)).toEqual(["/pets/{id}"]);
    expect(JSON.stringify(cut)).not.toMatch(/Unused|removePet|listShops|"other"/);
    expect(Object.keys((cut.components as { schemas: object }).schemas).sort()).toEqual(["Kind", "Pet"]);
  });

  test("writes out what refers into another operation", () => {
    expect(JSON.stringify(cut)).toContain("no shop");
  });

  test("is a document that compiles without errors, from any edition", async () => {
    const old = {
      swagger: "2.0",
      info: { title: "Old", version: "1" },
      host: "api.example.com",
      paths: {
        "/a": {
          get: { responses: { "200": { description: "ok", schema: { $ref: "#/definitions/A" } } } },
          put: { responses: { "200": { description: "ok" } } },
        },
      },
      definitions: { A: { type: "string" }, B: { type: "string" } },
    };
    for (const source of [document, old]) {
      const id = await compiled(source);
      const [first] = await listOperations(id);
      const text = await textOf(id, { form: "operation", operation: first?.key ?? "" });
      const bytes = new TextEncoder().encode(text);
      const outcome = await compileDocument({ bytes, sourceName: "one.json" });
      kept.push(outcome.documentId);
      expect(outcome.summary).toMatchObject({ operationCount: 1, errorCount: 0 });
    }
  });

  test("may be of a webhook, also where it stands under the extension of 3.0", async () => {
    const hook = { post: { operationId: "petBorn", responses: { "200": { description: "ok" } } } };
    const sources = [
      { ...document, "x-webhooks": { born: hook, lost: hook } },
      { openapi: "3.1.0", info: document.info, webhooks: { born: hook, lost: hook } },
    ];
    for (const source of sources) {
      const id = await compiled(source);
      const found = (await listOperations(id)).find(({ path }) => path === "born");
      const text = await textOf(id, { form: "operation", operation: found?.key ?? "" });
      const outcome = await compileDocument({
        bytes: new TextEncoder().encode(text),
        sourceName: "one.json",
      });
      kept.push(outcome.documentId);
      expect(outcome.summary).toMatchObject({ errorCount: 0 });
      expect(await listOperations(outcome.documentId)).toMatchObject([{ path: "born", isWebhook: true }]);
    }
  });

  test("is the same as YAML", async () => {
    const [first] = await listOperations(documentId);
    const operation = first?.key ?? "";
    const json: unknown = JSON.parse(await textOf(documentId, { form: "operation", operation }));
    expect(parse(await textOf(documentId, { form: "operation-yaml", operation }))).toEqual(json);
  });

  test("of an operation that is not there is not found", async () => {
    await expect(exportDocument(documentId, { form: "operation", operation: "none" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("keeps hostile names as its own members", () => {
    const hostile = JSON.parse(
      '{"openapi":"3.1.0","info":{"title":"P","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"$ref":"#/components/responses/__proto__"}}}}},"components":{"responses":{"__proto__":{"description":"mine"}}}}',
    );
    const one = cutOperation(hostile, { path: "/a", method: "get", isWebhook: false });
    expect(JSON.stringify(one)).toContain("mine");
    expect({}).not.toHaveProperty("description");
  });
});

test("Redoc gets its document from a thread, and one that it cannot draw is refused", async () => {
  expect(JSON.parse(await textOf(documentId, { form: "redoc" }))).toMatchObject({ paths: { "/shops": {} } });
  const paths = Object.fromEntries(
    Array.from({ length: 151 }, (_, i) => [
      `/${i}`,
      { get: { responses: { "200": { description: "ok" } } } },
    ]),
  );
  const many = await compiled({ openapi: "3.1.0", info: { title: "Many", version: "1" }, paths });
  await expect(exportDocument(many, { form: "redoc" })).rejects.toMatchObject({ code: "too_large" });
});

test("YAML of the whole document says the same as its JSON", async () => {
  expect(parse(await textOf(documentId, { form: "yaml" }))).toEqual(document);
});

test("TypeScript types parse, and hostile names break out of nothing", async () => {
  const text = await textOf(documentId, { form: "typescript" });
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest);
  const kinds = new Set(file.statements.map(({ kind }) => kind));
  expect(
    [...kinds].every((kind) =>
      [ts.SyntaxKind.InterfaceDeclaration, ts.SyntaxKind.TypeAliasDeclaration].includes(kind),
    ),
  ).toBe(true);
});

test("the Postman collection has the shape of version 2.1", async () => {
  const collection = JSON.parse(await textOf(documentId, { form: "postman" }));
  expect(collection.info.schema).toBe("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
  expect(collection.info.name).toBeTypeOf("string");
  const requests: { request: { method: string; url: unknown } }[] = [];
  const walk = (items: { item?: never[]; request?: { method: string; url: unknown } }[]): void => {
    for (const { item, request } of items) {
      if (item) walk(item);
      else if (request) requests.push({ request });
    }
  };
  walk(collection.item);
  expect(requests.map(({ request }) => request.method).sort()).toEqual(["DELETE", "GET", "GET"]);
});

describe("methods that generators do not know", () => {
  const responses = { "200": { description: "ok" } };
  const later = async () =>
    compiled({
      openapi: "3.2.0",
      info: { title: "Later", version: "1" },
      servers: [{ url: "https://api.example.com" }],
      tags: [{ name: "Pets" }, { name: "Shops" }],
      paths: {
        "/pets": {
          get: { operationId: "listPets", tags: ["Pets"], responses },
          query: {
            operationId: "findPets",
            summary: "Find pets",
            tags: ["Pets"],
            requestBody: { content: { "application/json": { example: { kind: "cat" } } } },
            responses,
          },
        },
        "/shops/\u2028declare const evil: 1;\n//{id}": {
          additionalOperations: { PURGE: { operationId: "purgeShop", tags: ["Shops"], responses } },
        },
      },
    });

  test("stand in the Postman collection under their tags all the same", async () => {
    const collection = JSON.parse(await textOf(await later(), { form: "postman" }));
    interface Item {
      name: string;
      item?: Item[];
      request?: { method: string; body?: { raw?: string } };
    }
    const folders: Item[] = collection.item;
    const methodsIn = (name: string) =>
      folders.find((one) => one.name === name)?.item?.map(({ request }) => request?.method);
    expect(methodsIn("Pets")).toEqual(["GET", "QUERY"]);
    expect(methodsIn("Shops")).toEqual(["PURGE"]);
    const found = folders[0]?.item?.find(({ name }) => name === "Find pets");
    expect(JSON.parse(found?.request?.body?.raw ?? "{}")).toEqual({ kind: "cat" });
    expect(collection.variable).toContainEqual(expect.objectContaining({ key: "baseUrl" }));
  });

  test("are named in the first line of the types, which stays one line", async () => {
    const text = await textOf(await later(), { form: "typescript" });
    const [first = ""] = text.split(/[\n\r\u2028\u2029]/);
    expect(first).toMatch(/^\/\/ Left out, .*OpenAPI 3\.1: QUERY \/pets, PURGE \/shops\/ declare const evil/);
    const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest);
    expect(file.statements.filter((one) => ts.isVariableStatement(one))).toEqual([]);
    expect(await textOf(documentId, { form: "typescript" })).not.toMatch(/^\/\/ Left out/);
  });
});

test("generators are handed nothing that leads outside, and reach nobody", async () => {
  const calls: string[] = [];
  const trap = createServer((request, response) => {
    calls.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((ready) => trap.listen(0, "127.0.0.1", ready));
  const address = trap.address();
  const outside = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/a.json`;
  const prepared = prepareDocument({
    ...document,
    components: { schemas: { A: { $ref: outside }, B: { $ref: "../../etc/hostname" } } },
  });
  expect(JSON.stringify(prepared)).not.toMatch(/127\.0\.0\.1|hostname/);
  const id = await compiled({
    ...document,
    info: { title: "Outside", version: "1" },
    externalDocs: { url: outside },
    components: { ...document.components, examples: { one: { externalValue: outside } } },
  });
  for (const form of ["postman", "typescript"] as const) await exportDocument(id, { form });
  trap.close();
  expect(calls).toEqual([]);
});

test("what passes a generator's limits is refused with the way round it, while this thread goes on", async () => {
  const schemas: Record<string, object> = {};
  for (let i = 0; i < 24; i++) {
    const next = { $ref: `#/components/schemas/S${i + 1}` };
    schemas[`S${i}`] = {
      type: "object",
      required: ["a", "b", "c", "d"],
      properties: { a: next, b: next, c: next, d: next },
    };
  }
  schemas.S24 = { type: "string", pattern: "^(([a-z])+.)+[A-Z]([a-z])+$" };
  const responses = {
    "200": {
      description: "ok",
      content: { "application/json": { schema: { $ref: "#/components/schemas/S0" } } },
    },
  };
  const paths = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`/p${i}`, { get: { responses } }]));
  const id = await compiled({
    openapi: "3.0.3",
    info: { title: "Bomb", version: "1" },
    paths,
    components: { schemas },
  });
  let beats = 0;
  const beat = setInterval(() => beats++, 20);
  const answer = await exportDocument(id, { form: "postman" }).then(
    ({ byteLength }) => byteLength,
    (error: Error) => error.message,
  );
  clearInterval(beat);
  expect(beats).toBeGreaterThan(5);
  if (typeof answer === "number") expect(answer).toBeLessThan(100_000_000);
  else expect(answer).toMatch(/Postman’s converter needs .*Take one operation instead/);
});

test("an upload with internal parts, and an archive, are for the publisher's own people", async () => {
  expect(await getPublishedSource(documentId, { isPublisher: false })).toMatchObject({ kind: "json" });
  const row = await db().document.findUniqueOrThrow({
    where: { id: documentId },
    select: { overview: true },
  });
  const id = await compiled({ ...document, info: { title: "Internal", version: "1" } });
  await db().document.update({
    where: { id },
    data: { overview: { ...(row.overview as object), hasInternal: true } },
  });
  await expect(getPublishedSource(id, { isPublisher: false })).rejects.toMatchObject({ code: "not_allowed" });
  expect(await getPublishedSource(id, { isPublisher: true })).toMatchObject({ kind: "json" });
});

const FOLDER = join(process.cwd(), "..", "shared", "specs", "hostile");

describe.skipIf(!existsSync(FOLDER))(
  "hostile documents (skipped where ../shared/specs/hostile is absent)",
  () => {
    test.each([
      "code-sample-injection.yaml",
      "llm-injection.yaml",
      "oneof-explosion-6pow20.json",
      "path-traversal-names.yaml",
      "proto-keys.json",
      "redos-pattern.yaml",
      "ref-mutual.json",
      "ref-root.json",
      "xss-descriptions.json",
    ])(
      "%s is converted or refused, and the types it makes are types only",
      async (file) => {
        const bytes = new Uint8Array(readFileSync(join(FOLDER, file)));
        const outcome = await compileDocument({ bytes, sourceName: file }).catch(() => null);
        if (!outcome) return; // refused before it could be published
        kept.push(outcome.documentId);
        for (const form of ["yaml", "postman", "typescript"] as const) {
          const text = await textOf(outcome.documentId, { form }).catch((error: { code?: string }) => {
            expect(["too_large", "invalid_input"]).toContain(error.code);
            return "";
          });
          if (form === "typescript")
            expect(ts.transpileModule(text, { reportDiagnostics: true }).diagnostics).toEqual([]);
        }
        expect({}).not.toHaveProperty("polluted");
      },
      300_000,
    );
  },
);
