import { afterEach, expect, test, vi } from "vitest";
import { buildRequest, type CallRequest } from "./build-request.ts";
import { initialForm } from "./call-form.ts";
import type { ConsoleData } from "./console-data.ts";
import { createRelay, createStraight } from "./send-request.ts";
import { consoleData, media, parameter } from "./testing/sample-data.ts";

const ORIGIN = "https://portal.test";
const NONE = { headers: [], query: [], cookies: [] };
const straight = createStraight("/sandbox/stations/v2");
const relay = createRelay({ api: "stations", version: "v2" }, async () => ({
  ok: true,
  value: { ticket: "t", expiresAt: "2099-01-01T00:00:00Z" },
}));

function stubFetch() {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response("{}"));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

function requestOf(part: Partial<ConsoleData>): CallRequest {
  const data = consoleData(part);
  return buildRequest(data, initialForm(data), { origin: ORIGIN, credential: NONE });
}

const text = (name: string, place: "path" | "header" | "cookie", value: string) =>
  parameter({ name, in: place, isRequired: true, examples: [{ name: "one", value }] });

test.each<[string, Partial<ConsoleData>]>([
  ["/../../../api/v1/apps", {}],
  ["/..", {}],
  ["/a/%2e%2e/%2E%2e/%2e./api", {}],
  ["/a\\..\\..\\..\\api", {}],
  ["/.\t./.\n./../api", {}],
  ["@portal.test/api", {}],
  ["../../../api", {}],
  ["/{up}/{up}/{up}/api/v1/apps", { parameters: [text("up", "path", "..")] }],
  ["/.{up}/.{up}/.{up}/api", { parameters: [text("up", "path", ".")] }],
  ["/{up}", { parameters: [text("up", "path", "../../../api")] }],
])("a call to %j never leaves the sandbox: nothing is sent", async (path, part) => {
  const fetch = stubFetch();
  await expect(straight(requestOf({ path, ...part }))).rejects.toMatchObject({ code: "invalid_address" });
  expect(fetch).not.toHaveBeenCalled();
});

test("a sandbox call carries none of the browser's cookies and no header that the portal's pages use", async () => {
  const fetch = stubFetch();
  const parameters = [
    ...["Next-Action", "Next-Router-State-Tree", "RSC", "X-Middleware-Subrequest", "Next-Page"].map((name) =>
      text(name, "header", "1"),
    ),
    text("session", "cookie", "a"),
  ];
  await straight(requestOf({ parameters }));
  expect(fetch).toHaveBeenCalledWith(
    "/sandbox/stations/v2/stations",
    expect.objectContaining({
      credentials: "omit",
      redirect: "manual",
      headers: [
        ["Next-Page", "1"],
        ["X-Sandbox-Cookie", "session=a"],
      ],
    }),
  );
});

test.each<[string, Partial<ConsoleData>, RegExp]>([
  ["a TRACE", { method: "TRACE" }, /no TRACE/],
  [
    "a GET with a body",
    { method: "GET", body: { isRequired: true, media: [media("application/json", {})] } },
    /no body with GET/,
  ],
])("what browsers never send, such as %s, is not tried, and it is said why", async (_, part, message) => {
  const fetch = stubFetch();
  await expect(straight(requestOf(part))).rejects.toMatchObject({ code: "browser_cannot", message });
  expect(fetch).not.toHaveBeenCalled();
});

test("what a path parameter may hold is sent as it is, below the sandbox", async () => {
  const fetch = stubFetch();
  await straight(requestOf({ path: "/files/{name}", parameters: [text("name", "path", "a/b\\..c ...")] }));
  expect(fetch.mock.calls[0]?.[0]).toBe("/sandbox/stations/v2/files/a%2Fb%5C..c%20...");
});

test.each([
  ["https://api.test/v1", "/../admin", /would be read as another one/],
  ["https://api.test:port", "/stations", /server’s address is not valid/],
  ["https://{nobody says}", "/stations", /server’s address is not valid/],
])("a live call to %s%s is not made, and it is said why", async (url, path, message) => {
  const fetch = stubFetch();
  const request = requestOf({
    path,
    servers: [{ url, name: "", variables: [] }],
    at: { index: 0, variables: {} },
  });
  await expect(relay(request)).rejects.toMatchObject({ code: "invalid_address", message });
  expect(fetch).not.toHaveBeenCalled();
});
