import { expect, test } from "vitest";
import { isAmbiguousPath } from "./ambiguous-path.ts";

test.each([
  "/../api/v1/apps",
  "/a/./b",
  "/a/..",
  "/a/.. ",
  "/a/.\t./b",
  "/a/%2e%2E/b",
  "/a/.%2e/b",
  "/a/%252e%252e/b",
  "/a/..%2Fb",
  "/a/..%5cb",
  "/a/..;x=1/b",
  "/a\\b",
])("%j is a path that may be read in two ways", (path) => {
  expect(isAmbiguousPath(path)).toBe(true);
});

test.each(["/", "/stations/{code}", "/files/HA%2FVN", "/a/...", "/a.b/..c", "/a/%5C", "/.well-known/x"])(
  "%j is read in one way",
  (path) => {
    expect(isAmbiguousPath(path)).toBe(false);
  },
);
