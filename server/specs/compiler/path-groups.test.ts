import { expect, test } from "vitest";
import type { FoundOperation } from "./find-operations.ts";
import { pathGroups } from "./path-groups.ts";

const at = (path: string, isWebhook = false): FoundOperation => ({
  key: path,
  method: "get",
  path,
  source: {},
  item: {},
  isWebhook,
  tags: [],
});
const many = (...paths: string[]): FoundOperation[] =>
  paths.flatMap((path) => Array.from({ length: 21 }, (_, i) => at(`${path}/{id}/part${i}`)));
const groupsOf = (operations: FoundOperation[]): string[] => {
  const groupOf = pathGroups(operations);
  return [...new Set(operations.map(groupOf))];
};

test("a large document without tags is grouped by the first word of its addresses", () => {
  expect(groupsOf(many("/v1/customers", "/v1/payment_intents"))).toEqual(["Customers", "Payment intents"]);
});

test("what all addresses share says nothing, nor do versions and parameters", () => {
  expect(groupsOf(many("/api/rest/{tenant}/v2.1/users", "/api/rest/{tenant}/v2.1/teams.json"))).toEqual([
    "Users",
    "Teams",
  ]);
});

test("a small document, and one that is about a single thing, stay one list", () => {
  expect(groupsOf([at("/a"), at("/b"), at("/c")])).toEqual(["general"]);
  expect(groupsOf([])).toEqual([]);
  expect(groupsOf([at("ping", true)])).toEqual(["general"]);
  expect(groupsOf([...Array.from({ length: 30 }, () => at("/pets"))])).toEqual(["general"]);
});

test("an address that is nothing but parameters stands in the general list", () => {
  expect(groupsOf([...many("/users", "/teams"), at("/{id}"), at("/")])).toContain("general");
});
