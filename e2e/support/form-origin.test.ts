import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { env } from "#server/platform/env.ts";
import { proxy } from "../../proxy.ts";

const own = new URL(env().PUBLIC_URL).origin;

function post(path: string, headers: Record<string, string>): number {
  return proxy(new NextRequest(own + path, { method: "POST", headers })).status;
}

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["a page without an origin", { origin: "null" }],
  ["nowhere", {}],
  ["a name that begins like ours", { origin: `${own}.evil.example` }],
])("an action or form sent from %s is refused before Next sees it", (_from, headers) => {
  expect(post("/apps", { ...headers, "next-action": "00" })).toBe(403);
  expect(post("/apps", { ...headers, "content-type": "multipart/form-data; boundary=x" })).toBe(403);
  expect(post("/apps", { ...headers, "content-type": "application/x-www-form-urlencoded" })).toBe(403);
});

test("the portal's own pages send actions and forms", () => {
  expect(post("/apps", { origin: own, "next-action": "00" })).toBe(200);
  expect(post("/apps", { origin: own, "content-type": "multipart/form-data; boundary=x" })).toBe(200);
});

test("an identity provider's signed form is let through to where it is checked, and nowhere else", () => {
  const headers = { origin: "https://idp.example", "content-type": "application/x-www-form-urlencoded" };
  expect(post("/sign-in/with/corporate/acs", headers)).toBe(200);
  expect(post("/sign-in/with/corporate/acs/more", headers)).toBe(403);
  expect(post("/sign-in", headers)).toBe(403);
});
