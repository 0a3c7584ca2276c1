import { expect, test } from "vitest";
import { type OAuthFlowChoice, scopesOf } from "./oauth-flows.ts";

const flow = (...names: string[]): OAuthFlowChoice => ({
  id: "authorizationCode",
  label: "Sign in",
  endpoints: {},
  scopes: names.map((name) => ({ name, description: "" })),
});

test("only what a flow defines is offered and asked for", () => {
  expect(scopesOf(flow("read"), ["read", "write"], {})).toEqual({ offered: ["read"], asked: ["read"] });
  expect(scopesOf(flow("read"), ["read"], { scopes: ["write"] }).asked).toEqual([]);
});

test("a flow that lists no scopes is asked for what the operation wants", () => {
  expect(scopesOf(flow(), ["read", "read"], {}).offered).toEqual(["read"]);
  expect(scopesOf(flow(), ["read", "write"], { scopes: ["write"] }).asked).toEqual(["write"]);
});
