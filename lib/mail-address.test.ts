import { expect, test } from "vitest";
import {
  domainOf,
  isDomainAmong,
  normaliseAddress,
  normaliseDomainPattern,
  PLAIN_ADDRESS,
} from "./mail-address.ts";

test.each([
  [" Ada.Lovelace@Rail.Example ", "ada.lovelace@rail.example"],
  ["o'hara+api@sub.rail.example", "o'hara+api@sub.rail.example"],
  ["ada@bücher.example", "ada@xn--bcher-kva.example"],
  ["ADA@BÜCHER.example", "ada@xn--bcher-kva.example"],
  ["ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"],
  ["ada@почта.рф", "ada@xn--80a1acny.xn--p1ai"],
])("%s is kept as %s", (written, kept) => {
  expect(normaliseAddress(written)).toBe(kept);
  expect(kept).toMatch(PLAIN_ADDRESS);
  expect(normaliseAddress(kept)).toBe(kept);
});

test.each([
  ["a list", "a@b.example,c@d.example"],
  ["a list by semicolon", "a@b.example;c@d.example"],
  ["two at signs", "a@evil.example@b.example"],
  ["a quoted local part", '"a@evil.example"@b.example'],
  ["a quoted comma", '"a,c"@b.example'],
  ["a display name", "Ada <a@b.example>"],
  ["a comment", "a(x)@b.example"],
  ["a line break", "a@b.example\r\nBcc: c@d.example"],
  ["a line break in the local part", "a\n@b.example"],
  ["a route", "a%evil.example@b.example "],
  ["a percent-encoded domain", "a@b%2eexample.org"],
  ["a port", "a@b.example:25"],
  ["an address literal", "a@[192.0.2.1]"],
  ["a number for a domain", "a@192.0.2.1"],
  ["an ideographic full stop", "a@b。example"],
  ["a Cyrillic letter in the local part", "аda@b.example"],
  ["a Kelvin sign", "\u212Ait@b.example"],
  ["a dotted capital I", "\u0130da@b.example"],
  ["a full-width at sign", "a＠b.example"],
  ["a zero-width space", "a\u200Bda@b.example"],
  ["two full stops in a row", "a..b@c.example"],
  ["a full stop first", ".a@b.example"],
  ["a full stop last", "a.@b.example"],
  ["no domain", "a@"],
  ["a domain of one name", "a@localhost"],
  ["a local part of 65 characters", `${"a".repeat(65)}@b.example`],
  [
    "255 characters",
    `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(8)}.example`,
  ],
  ["a NUL", "a\0@b.example"],
])("%s is no address", (_what, written) => {
  expect(normaliseAddress(written)).toBeNull();
});

test("a look-alike domain, a longer one and a subdomain are not the domain that is allowed", () => {
  const allowed = ["rail.example", "*.lab.example"];
  const isAllowed = (address: string) => isDomainAmong(domainOf(normaliseAddress(address) ?? ""), allowed);
  expect(isAllowed("ada@Rail.Example")).toBe(true);
  expect(isAllowed("ada@x.lab.example")).toBe(true);
  expect(isAllowed("ada@y.x.lab.example")).toBe(true);
  // The first letter of the last one is Cyrillic.
  for (const domain of [
    "evilrail.example",
    "rail.example.evil.example",
    "sub.rail.example",
    "lab.example",
    "rаil.example",
  ])
    expect(isAllowed(`ada@${domain}`)).toBe(false);
  expect(isAllowed('"ada@rail.example"@evil.example')).toBe(false);
  expect(isAllowed("ada@evil.example,ada@rail.example")).toBe(false);
});

test("a pattern is one domain, or every name below one", () => {
  expect(normaliseDomainPattern(" @Rail.Example ")).toBe("rail.example");
  expect(normaliseDomainPattern("*.bücher.example")).toBe("*.xn--bcher-kva.example");
  for (const pattern of ["*", "*.*.example", "rail.*", "ra il.example", "https://rail.example", "example"])
    expect(normaliseDomainPattern(pattern)).toBeNull();
});
