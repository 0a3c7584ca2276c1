import { expect, test } from "vitest";
import { OperationTree } from "./find-operation.ts";

const tree = new OperationTree([
  { key: "list", method: "get", path: "/stations" },
  { key: "one", method: "get", path: "/stations/{id}" },
  { key: "near", method: "get", path: "/stations/near" },
  { key: "csv", method: "get", path: "/stations/{id}.csv" },
  { key: "platforms", method: "get", path: "/stations/{id}/platforms" },
  { key: "create", method: "post", path: "/stations" },
  { key: "root", method: "get", path: "/" },
]);

test.each([
  ["GET", "/stations", "list"],
  ["GET", "/stations/", "list"],
  ["get", "/stations/8000105", "one"],
  ["GET", "/stations/near", "near"],
  ["GET", "/stations/8000105.csv", "csv"],
  ["GET", "/stations/near/platforms", "platforms"],
  ["POST", "/stations", "create"],
  ["GET", "/rail/v1/stations/8000105", "one"],
  ["GET", "/", "root"],
])("%s %s is the operation %s", (method, path, key) => {
  expect(tree.find(method, path)).toBe(key);
});

test.each([
  ["DELETE", "/stations"],
  ["GET", "/trains"],
  ["GET", "/stations/1/platforms/2"],
])("%s %s is no operation", (method, path) => {
  expect(tree.find(method, path)).toBeNull();
});

test("a hostile path is answered at once", () => {
  const startedAt = performance.now();
  tree.find("GET", "/stations".repeat(2_000));
  expect(performance.now() - startedAt).toBeLessThan(200);
});
