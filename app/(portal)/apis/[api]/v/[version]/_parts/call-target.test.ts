import { expect, test } from "vitest";
import { env } from "#server/platform/env.ts";
import type { CompiledOperation, ServerSummary } from "#server/specs/schema.ts";
import { targetOf } from "./call-target.ts";

const operation: CompiledOperation = {
  key: "a",
  position: 0,
  operationId: "a",
  method: "get",
  path: "/a",
  tag: "general",
  tagName: "General",
  tags: ["general"],
  summary: "A",
  lead: "",
  isDeprecated: false,
  isWebhook: false,
  parameters: [],
  responses: [],
  callbacks: [],
  security: [],
  servers: [],
};
const server = (url: string, more: Partial<ServerSummary> = {}): ServerSummary => ({
  url,
  variables: [],
  ...more,
});
const overview = {
  servers: [server("https://api.test/v1", { descriptionHtml: "<p>Live</p>" }), server("https://api.test/v1")],
  securitySchemes: [],
};
const version = (planCount: number) => ({ name: "v1", api: { slug: "rail", planCount } });

test("a call goes to the sandbox, with the key that it wants, until the reader wishes otherwise", () => {
  const { call, at, servers } = targetOf(version(1), operation, overview, ["", undefined]);
  expect(at.index).toBeNull();
  expect(call.draft.url).toBe(`${env().PUBLIC_URL}/sandbox/rail/v1/a`);
  expect(call.draft.headers).toEqual({ "X-API-Key": "YOUR_API_KEY" });
  expect(servers).toHaveLength(1);
});

test("what the address asks for wins over what is remembered, and a live call carries no key of ours", () => {
  const live = `server=${encodeURIComponent("https://api.test/v1")}`;
  const { call } = targetOf(version(1), operation, overview, [live, "server=sandbox"]);
  expect(call.draft).toMatchObject({ url: "https://api.test/v1/a", headers: {} });
  expect(targetOf(version(1), operation, overview, ["", live]).call.isLive).toBe(true);
});

test("where nobody can have a key, the first live server is called", () => {
  expect(targetOf(version(0), operation, overview, []).call.draft.url).toBe("https://api.test/v1/a");
  expect(targetOf(version(0), operation, { ...overview, servers: [] }, []).at.index).toBeNull();
});

test("an operation's own servers stand in the place of the document's", () => {
  const own = { ...operation, servers: [server("https://upload.test", { name: "Uploads" })] };
  expect(targetOf(version(0), own, overview, []).servers).toMatchObject([
    { url: "https://upload.test", name: "Uploads" },
  ]);
});
