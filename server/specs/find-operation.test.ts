import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { compileDocument, findOperationForCall, listMethodsOfPath } from "./index.ts";

let documentId = "";

beforeAll(async () => {
  const get = (operationId: string): object => ({
    get: { operationId, responses: { "200": { description: "x" } } },
  });
  const document = {
    openapi: "3.1.0",
    info: { title: "Routes", version: "1" },
    paths: {
      "/": get("root"),
      "/users/{id}": {
        ...get("user"),
        delete: { operationId: "removeUser", responses: { "204": { description: "x" } } },
      },
      "/users/me": get("me"),
      "/users/{id}/files/{name}.{ext}": get("file"),
      "/{kind}/me": get("kindMe"),
      "/spaces/a%20b": get("space"),
      "/odd/(.+)": get("odd"),
      "/packed/{a}{b}{c}{d}!": get("packed"),
    },
    webhooks: { "users/me": get("hook") },
  };
  documentId = (
    await compileDocument({
      bytes: new TextEncoder().encode(JSON.stringify(document)),
      sourceName: "routes.json",
    })
  ).documentId;
});

afterAll(async () => {
  await db().document.deleteMany({ where: { id: documentId } });
});

test.each([
  ["GET", "/", "root", {}],
  ["GET", "/users/me", "me", {}],
  ["get", "/users/7", "user", { id: "7" }],
  ["GET", "/users/a%2Fb", "user", { id: "a/b" }],
  ["DELETE", "/users/me", "removeUser", { id: "me" }],
  ["GET", "/users/7/files/report.final.pdf", "file", { id: "7", name: "report", ext: "final.pdf" }],
  ["GET", "/teams/me", "kindMe", { kind: "teams" }],
  ["GET", "/spaces/a%20b", "space", {}],
  ["GET", "/odd/(.+)", "odd", {}],
])("%s %s means %s", async (method, path, operation, pathParameters) => {
  expect(await findOperationForCall(documentId, method, path)).toMatchObject({
    operation: { operationId: operation },
    pathParameters,
  });
});

test.each([
  ["GET", "/users"],
  ["GET", "/users/7/"],
  ["GET", "/users/"],
  ["POST", "/users/7"],
  ["GET", "/odd/anything"],
  ["GET", "/users/7/files/noextension"],
  ["GET", "/__proto__"],
])("%s %s means nothing", async (method, path) => {
  expect(await findOperationForCall(documentId, method, path)).toBeNull();
});

test("the methods of a path are known, for the answer to a wrong one", async () => {
  expect((await listMethodsOfPath(documentId, "/users/7")).sort()).toEqual(["DELETE", "GET"]);
  expect(await listMethodsOfPath(documentId, "/nowhere")).toEqual([]);
});

test("a segment of several templates costs no time, however long the text", async () => {
  const started = performance.now();
  expect(await findOperationForCall(documentId, "GET", `/packed/${"a".repeat(2_000)}`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(await findOperationForCall(documentId, "GET", "/packed/abcd!")).toMatchObject({
    pathParameters: { a: "a", b: "b", c: "c", d: "d" },
  });
});
