import { expect, test } from "vitest";
import { chainOf, tagOrder, tagTree } from "#lib/tag-tree.ts";
import type { TagSummary } from "#server/specs/schema.ts";
import { navHtml, navPartHtml, navTagHtml } from "./nav-html.ts";

const tag = (key: string, rest: Partial<TagSummary> = {}): TagSummary => ({
  key,
  name: key,
  operationCount: 1,
  ...rest,
});

const place = { api: "a", version: "v1", schemaCount: 0, operationCount: 1, webhookCount: 0 };

test("groups are headings in their order, and tags in no group follow", () => {
  const { top } = tagTree({
    tags: [tag("x"), tag("y"), tag("z")],
    tagGroups: [{ name: "Second", tags: ["y"] }],
  });
  expect(top.map((entry) => [entry.heading, entry.tag.key])).toEqual([
    ["Second", "y"],
    ["Other", "x"],
    ["Other", "z"],
  ]);
});

test("a tag stands under its parent, and a circle of parents hides nothing", () => {
  const tags = [
    tag("animals", { operationCount: 0 }),
    tag("cats", { parent: "animals" }),
    tag("a", { parent: "b" }),
    tag("b", { parent: "a" }),
  ];
  const tree = tagTree({ tags });
  expect(tree.top.map((entry) => entry.tag.key)).toEqual(["animals", "a", "b"]);
  expect(tree.childrenOf.get("animals")?.map(({ key }) => key)).toEqual(["cats"]);
  expect(chainOf("cats", tree).map(({ key }) => key)).toEqual(["animals", "cats"]);
  expect(chainOf("a", tree).length).toBeLessThanOrEqual(2);
});

test("operations follow one another as the navigation shows them", () => {
  const tags = [tag("z"), tag("top"), tag("inner", { parent: "top" }), tag("grouped")];
  const order = tagOrder({ tags, tagGroups: [{ name: "First", tags: ["grouped"] }] });
  expect(order).toEqual(["grouped", "z", "inner", "top"]);
});

test("however many tags and operations there are, a page carries a small part of them, the current one among it", () => {
  const tags = Array.from({ length: 5_000 }, (_, i) => tag(`tag-${i}`, { operationCount: 4_000 }));
  const operations = Array.from({ length: 4_000 }, (_, position) => ({
    key: `operation-${position}`,
    position,
    operationId: null,
    method: "get",
    path: `/things/${position}`,
    tag: "tag-2500",
    summary: `Read thing ${position}`,
    isDeprecated: false,
    isWebhook: false,
  }));
  const text = navHtml({
    ...place,
    overview: { tags },
    current: { kind: "operation", key: "operation-2000", tag: "tag-2500" },
    operations,
    schemas: [],
  }).text;
  expect(text.length).toBeLessThan(32_000);
  expect(text).toContain('operations/operation-2000" aria-current="page"');
  expect(text).toContain("data-more");
  const part = navPartHtml({ ...place, overview: { tags }, way: "after", at: 0 }).text;
  expect(part.match(/data-tag=/g)?.length).toBeLessThanOrEqual(200);
  expect(navTagHtml({ ...place, overview: { tags }, tag: "tag-2500", operations }).text.length).toBeLessThan(
    32_000,
  );
});

test("names from a document are text in the navigation, never markup", () => {
  const tags = [tag("<b>", { name: '"><script>' })];
  const text = navHtml({
    ...place,
    overview: { tags },
    current: { kind: "overview" },
    operations: [],
    schemas: [],
  }).text;
  expect(text).not.toContain("<script>");
});
