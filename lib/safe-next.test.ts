import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each(["/apps", "/apis/rail?tab=plans#top", "/apps/new?plan=plan_1", "/"])(
  "the local path %s is kept",
  (next) => {
    expect(safeNext(next, "/fallback")).toBe(next);
  },
);

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "\\\\evil.example",
  "/a\\..\\evil",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "javascript:alert(1)",
  "evil.example",
  "@evil.example",
  "",
  "/api/auth/signout",
  "/sign-in?next=/sign-in",
  "/./sign-in",
  `/${"a".repeat(1_000)}`,
  undefined,
  null,
  ["/apps"],
])("%j is not followed", (next) => {
  expect(safeNext(next, "/fallback")).toBe("/fallback");
});
