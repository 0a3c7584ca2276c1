import { expect, test } from "vitest";
import { counted, limitsOf } from "./format.ts";

test("one is singular, every other amount plural, and thousands are separated", () => {
  expect([0, 1, 2, 12_400].map((n) => counted(n, "call"))).toEqual([
    "0 calls",
    "1 call",
    "2 calls",
    "12,400 calls",
  ]);
});

test("a plan's limits name the minute and the month, and say when the month has none", () => {
  expect(limitsOf({ ratePerMinute: 1, quotaPerMonth: null })).toBe("1 call a minute, no monthly limit");
  expect(limitsOf({ ratePerMinute: 60, quotaPerMonth: 20_000 })).toBe("60 calls a minute, 20,000 a month");
});
