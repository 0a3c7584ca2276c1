import { expect, test } from "vitest";
import { makeTrialKey } from "#server/credentials/trial-format.ts";
import { newId } from "#server/platform/ids.ts";
import { readCredential } from "../read-credential.ts";
import { findCredential } from "./find-credential.ts";

const key = makeTrialKey({
  appId: newId("app"),
  apiId: newId("api"),
  userId: newId("usr"),
  expiresAt: new Date("2026-11-01T12:15:00Z"),
});
const basic = Buffer.from(`${key}:`).toString("base64");

test.each([
  ["X-API-Key", { "x-api-key": key }, ""],
  ["Authorization: Bearer", { authorization: `Bearer ${key}` }, ""],
  ["Basic", { authorization: `Basic ${basic}` }, ""],
  ["a header of the API's own", { "rail-key": key }, ""],
  ["a cookie", { cookie: `a=1; session=${key}` }, ""],
  ["a query parameter", {}, `a=1&api_key=${key}`],
])("the sandbox knows a trial credential in %s", (_, headers, query) => {
  expect(findCredential(headers, query)).toEqual({ kind: "key", key });
});

test("a gateway's question hands it on as a key, so that the answer says what it is", () => {
  expect(readCredential({ authorization: `Bearer ${key}` })).toEqual({ kind: "key", key });
});
