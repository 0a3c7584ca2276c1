import { expect, test } from "vitest";
import { catalogHref, readCatalogQuery, toggledHref } from "./catalog-query.ts";

function read(href: string) {
  const { searchParams } = new URL(href, "http://portal.test");
  const names = new Set(searchParams.keys());
  return readCatalogQuery(Object.fromEntries([...names].map((name) => [name, searchParams.getAll(name)])));
}

test("an address carries the whole state, names with commas and ampersands among it", () => {
  const state = {
    ...read("/apis"),
    q: "a & b",
    category: ["Payments, cards"],
    tag: ["x", "y"],
    sort: "name",
    page: 3,
  };
  expect(read(catalogHref(state, { page: 3 }))).toEqual(state);
});

test("switching a filter on or off starts at the first page again", () => {
  const on = read(toggledHref({ ...read("/apis"), page: 4 }, "tag", "rail"));
  expect(on).toMatchObject({ tag: ["rail"], page: 1 });
  expect(read(toggledHref(on, "tag", "rail")).tag).toEqual([]);
});

test("what is missing or malformed means its default", () => {
  expect(read("/apis?page=-2&tag=")).toMatchObject({ q: "", tag: [], sort: "relevance", page: 1 });
});
