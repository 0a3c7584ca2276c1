import { afterEach, expect, test, vi } from "vitest";
import { env } from "#server/platform/env.ts";
import { matchesHost, readHostPattern } from "./host-pattern.ts";

afterEach(() => void vi.restoreAllMocks());

test.each([
  ["api.example.com", "api.example.com"],
  ["api.example.com:443", "api.example.com:443"],
  ["api.example.com:80", "api.example.com:80"],
  ["api.example.com:08443", "api.example.com:8443"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["*.example.com", "*.example.com"],
  ["*.example.co.uk:8443", "*.example.co.uk:8443"],
  ["93.184.216.34", "93.184.216.34"],
  ["[2606:2800:220:1:248:1893:25c8:1946]:8080", "[2606:2800:220:1:248:1893:25c8:1946]:8080"],
])("%s is kept as %s", (given, kept) => {
  expect(readHostPattern(given)).toBe(kept);
});

test.each([
  "",
  "https://api.example.com",
  "api.example.com/v1",
  "user@api.example.com",
  "api.example.com?x",
  "api example.com",
  "api.example.com:99999",
  "api.*.com",
  "*",
  "*.*.example.com",
  "*.com",
  "*.co.uk",
  "*.github.io",
  "*.localhost",
  "*.127.0.0.1",
  "localhost",
  "127.0.0.1",
  "10.0.0.1:8080",
  "169.254.169.254",
  "2130706433",
  "0x7f.1",
  "[::1]",
  "[::ffff:10.0.0.1]",
])("%j is refused", (given) => {
  expect(() => readHostPattern(given)).toThrow(expect.objectContaining({ code: "invalid_input" }));
});

test("what the operator exempts may be listed although it is private", () => {
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue("localhost:9000,127.0.0.1");
  expect(readHostPattern("localhost:9000")).toBe("localhost:9000");
  expect(readHostPattern("127.0.0.1")).toBe("127.0.0.1");
  expect(() => readHostPattern("localhost:9001")).toThrow();
});

test.each<[pattern: string, url: string, isMatch: boolean]>([
  ["a.example", "https://a.example/x", true],
  ["a.example", "http://a.example/x", true],
  ["a.example", "https://a.example:8443/", false],
  ["a.example", "https://b.a.example/", false],
  ["a.example", "https://a.example.evil/", false],
  ["a.example:8443", "https://a.example:8443/", true],
  ["a.example:8443", "https://a.example/", false],
  ["a.example:80", "http://a.example/", true],
  ["a.example:443", "http://a.example/", false],
  ["*.a.example", "https://b.a.example/", true],
  ["*.a.example", "https://c.b.a.example/", true],
  ["*.a.example", "https://a.example/", false],
  ["*.a.example", "https://evila.example/", false],
  ["*.a.example:8443", "https://b.a.example:8443/", true],
  ["[2606::1]:8080", "http://[2606::1]:8080/", true],
  ["[2606::1]", "http://[2606::1]:8080/", false],
])("%s and %s: %j", (pattern, url, isMatch) => {
  expect(matchesHost(pattern, new URL(url))).toBe(isMatch);
});
