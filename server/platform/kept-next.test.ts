import { expect, test } from "vitest";
import { keepNext, keptNext } from "./kept-next.ts";

test("a kept address comes back as it was, and its row does not show it", () => {
  const kept = keepNext("/join?token=abc123");
  expect(kept).not.toContain("abc123");
  expect(Buffer.from(kept ?? "", "base64url").toString("latin1")).not.toContain("abc123");
  expect(keptNext(kept)).toBe("/join?token=abc123");
});

test.each([null, undefined, "", "https://evil.test/", "//evil.test"])("%s is kept as nothing", (next) => {
  expect(keepNext(next)).toBeNull();
});

test.each([null, "", "/apps", "AAAA"])("a row that holds %s leads nowhere", (kept) => {
  expect(keptNext(kept)).toBeNull();
});
