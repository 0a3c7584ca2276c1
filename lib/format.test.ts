import { expect, test } from "vitest";
import { clockText, counted, limitsOf, relativeTime, sizeText } from "./format.ts";

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

test("a moment is named to the nearest unit, before and after now alike, and beyond 60 days by its date", () => {
  const now = new Date("2026-12-01T12:00:00Z");
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  const names: [number, string][] = [
    [59_000, "just now"],
    [100_000, "in 2 minutes"],
    [59.6 * minute, "in 1 hour"],
    [23 * hour + 59 * minute, "tomorrow"],
    [7 * day - 1, "next week"],
    [30 * day - 1, "in 4 weeks"],
    [60 * day - 1, "in 9 weeks"],
    [90 * day - 1, "1 Mar 2027"],
    [365 * day, "1 Dec 2027"],
    [-1, "just now"],
    [-40 * hour, "2 days ago"],
    [-90 * day, "2 Sept 2026"],
  ];
  for (const [ms, name] of names) expect(relativeTime(new Date(now.getTime() + ms), now)).toBe(name);
});

test("small sizes are counted in bytes, and a time of day has 24 hours", () => {
  expect([0, 1, 812, 4_200].map(sizeText)).toEqual(["0 bytes", "1 byte", "812 bytes", "4.2 KB"]);
  expect([0, 16].map((hour) => clockText(new Date(2026, 0, 5, hour, 55)))).toEqual(["00:55", "16:55"]);
});
