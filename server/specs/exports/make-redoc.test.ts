import { expect, test } from "vitest";
import { makeRedoc } from "./make-redoc.ts";

const answer = { responses: { "200": { description: "Found." } } };

test("texts are rendered and harmless, wherever they stand, and the JSON ends no script element", () => {
  const text = makeRedoc({
    info: { title: "A <b>", description: "# Hi\n\n<img src=x onerror=alert(1)>" },
    paths: {
      "/a": {
        get: { ...answer, description: "</script><script>alert(1)</script> [x](javascript:alert(1))" },
      },
    },
    "x-more": { description: "<iframe src=x></iframe>\u2028" },
  });
  expect(text).not.toMatch(/[<\u2028\u2029]/);
  const parsed = JSON.parse(text ?? "");
  expect(parsed.info).toEqual({ title: "A b", description: expect.stringContaining("<h3>Hi</h3>") });
  expect(JSON.stringify(parsed)).not.toMatch(/<(script|img|iframe)|javascript:/);
});

test("what Redoc fails on is left out", () => {
  const parsed = JSON.parse(
    makeRedoc({
      tags: [{ name: "a" }, {}],
      servers: [{ url: "https://a.example" }, {}],
      paths: { "/a": { get: { tags: [false, "constructor"], responses: { "200": {}, odd: {} } } } },
    }) ?? "",
  );
  expect(parsed.tags).toEqual([{ name: "a" }]);
  expect(parsed.servers).toEqual([{ url: "https://a.example" }]);
  expect(parsed.paths["/a"].get).toEqual({ tags: ["false", "constructor "], responses: { "200": {} } });
});

test("a document of many operations is too much", () => {
  const paths = Object.fromEntries(Array.from({ length: 151 }, (_, i) => [`/${i}`, { get: answer }]));
  expect(makeRedoc({ paths })).toBeNull();
});
