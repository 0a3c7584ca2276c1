import { expect, test } from "vitest";
import type { ConsoleScheme } from "./console-data.ts";
import { alternativesOf, credentialParts } from "./credentials.ts";
import { flowsOf, type OAuthFlowChoice, scopesOf } from "./oauth-flows.ts";
import { consoleData } from "./testing/sample-data.ts";

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

const signIn: ConsoleScheme[] = [
  {
    name: "oauth",
    type: "oauth2",
    description: "",
    isDeprecated: false,
    flows: [
      {
        kind: "authorizationCode",
        authorizationUrl: "https://provider.test/authorize",
        tokenUrl: "https://provider.test/token",
        scopes: [{ name: "read", description: "Reads." }],
      },
    ],
  },
  {
    name: "openid",
    type: "openIdConnect",
    openIdConnectUrl: "https://provider.test/.well-known/openid-configuration",
    description: "",
    isDeprecated: false,
    flows: [],
  },
];

const schemesIn = (isSandbox: boolean) =>
  alternativesOf(
    consoleData({
      security: signIn.map(({ name }) => ({ schemes: [{ name, scopes: ["read", "write"] }] })),
      schemes: signIn,
    }),
    isSandbox,
  ).flatMap(({ schemes }) => schemes);

test("the sandbox's tokens come from the portal, with the document's scopes to choose from and none asked for", () => {
  const [oauth, openid] = schemesIn(true);
  for (const found of [oauth, openid]) {
    if (!found) throw new Error("An alternative is missing.");
    expect(found.scheme.openIdConnectUrl).toBeUndefined();
    const [flow, paste, ...more] = flowsOf(found.scheme);
    expect(flow).toMatchObject({ id: "clientCredentials", endpoints: { tokenUrl: "/oauth2/token" } });
    expect([paste?.id, more]).toEqual(["token", []]);
    if (!flow) throw new Error("The flow is missing.");
    expect(scopesOf(flow, found.scopes, {})).toEqual({ offered: ["read", "write"], asked: [] });
    expect(scopesOf(flow, found.scopes, { scopes: ["write"] }).asked).toEqual(["write"]);
    expect(credentialParts([found], { [found.scheme.name]: { token: "t" } }).headers).toEqual([
      ["Authorization", "Bearer t"],
    ]);
  }
  expect(oauth?.scheme.flows[0]?.scopes).toContainEqual({ name: "read", description: "Reads." });
});

test("live servers keep the document's own providers", () => {
  const live = schemesIn(false);
  expect(live.map(({ scheme }) => scheme)).toEqual(signIn);
  expect(live.map(({ scopes }) => scopes)).toEqual([
    ["read", "write"],
    ["read", "write"],
  ]);
});
