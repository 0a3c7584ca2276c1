import { expect, test } from "vitest";
import { alternativesOf, credentialParts } from "./credentials.ts";
import { consoleData } from "./testing/sample-data.ts";

test("where the document names no credential, a live server can be called with the usual ones all the same", () => {
  const data = consoleData({ isSecurityUnstated: true });
  const alternatives = alternativesOf(data, false);
  expect(alternatives.map(({ label }) => label)).toEqual(["None", "Bearer token", "User name and password"]);
  const [, bearer, basic] = alternatives;
  expect(credentialParts(bearer?.schemes ?? [], { "Bearer token": { value: "t1" } }).headers).toEqual([
    ["Authorization", "Bearer t1"],
  ]);
  const secrets = { "User name and password": { username: "ada", password: "x" } };
  expect(credentialParts(basic?.schemes ?? [], secrets).headers).toEqual([
    ["Authorization", "Basic YWRhOng="],
  ]);
});

test("a document that names its credentials is believed", () => {
  const data = consoleData({
    security: [{ schemes: [{ name: "key", scopes: [] }] }],
    schemes: [
      {
        name: "key",
        type: "apiKey",
        in: "header",
        parameterName: "Key",
        description: "",
        flows: [],
        isDeprecated: false,
      },
    ],
  });
  expect(alternativesOf(data, false).map(({ label }) => label)).toEqual(["key"]);
});
