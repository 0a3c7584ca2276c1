import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { lookUpTxt } from "./look-up-txt.ts";
import { type DnsServer, startDnsServer } from "./testing/dns-server.ts";

let dns: DnsServer;

vi.mock("./env.ts", () => ({ env: () => ({ DNS_SERVERS: [dns.address] }) }));

beforeAll(async () => {
  dns = await startDnsServer();
});
afterAll(() => dns.close());

test("every text of a name is answered whole, also one that travels in pieces", async () => {
  const long = "portico=".padEnd(300, "x");
  dns.set("_portico-challenge.example.com", ["something else", long]);
  expect(await lookUpTxt("_portico-challenge.example.com")).toEqual({
    kind: "found",
    texts: ["something else", long],
  });
});

test("a name without records is told from a service that does not answer", async () => {
  expect(await lookUpTxt("_portico-challenge.nobody.example")).toEqual({ kind: "nothing" });
  dns.set("empty.example", []);
  expect(await lookUpTxt("empty.example")).toEqual({ kind: "nothing" });
  dns.fail("servfail");
  expect(await lookUpTxt("_portico-challenge.example.com")).toEqual({ kind: "unreachable" });
  dns.fail("silence");
  expect(await lookUpTxt("_portico-challenge.example.com")).toEqual({ kind: "unreachable" });
  dns.fail(null);
});
