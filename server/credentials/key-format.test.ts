import fc from "fast-check";
import { expect, test } from "vitest";
import { isKeyShaped, makeKey, maskKey, readKey } from "./key-format.ts";

const environment = fc.constantFrom("sandbox" as const, "live" as const);
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

test("every key made reads back as what it was made for, in the announced form", () => {
  fc.assert(
    fc.property(environment, (wanted) => {
      const { key, kid } = makeKey(wanted);
      expect(key).toMatch(/^portico_sk_(test|live)_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}[0-9A-Za-z]{6}$/);
      expect(readKey(key)).toEqual({ kid, environment: wanted });
      expect(isKeyShaped(key)).toBe(true);
    }),
  );
});

test("a key with any one character changed is refused without a look-up", () => {
  fc.assert(
    fc.property(
      environment,
      fc.nat(62),
      fc.constantFrom(...BASE62, "_", "-", " ", "é"),
      (wanted, at, character) => {
        const { key } = makeKey(wanted);
        fc.pre(key[at] !== character);
        expect(readKey(key.slice(0, at) + character + key.slice(at + 1))).toBeNull();
      },
    ),
    { numRuns: 2_000 },
  );
});

test("a key that was cut, lengthened or had neighbours swapped is refused", () => {
  fc.assert(
    fc.property(environment, fc.nat(61), fc.string({ minLength: 1, maxLength: 5 }), (wanted, at, more) => {
      const { key } = makeKey(wanted);
      expect(readKey(key.slice(0, at))).toBeNull();
      expect(readKey(key + more)).toBeNull();
      fc.pre(key[at] !== key[at + 1]);
      const swapped = key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
      expect(readKey(swapped)).toBeNull();
    }),
  );
});

test("no text whatever makes the reader throw, and none but a key is read", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => readKey(text) === null));
});

test("the secret part is never shown again: the mask holds the handle and four characters", () => {
  const { key, kid } = makeKey("live");
  const mask = maskKey("live", kid, key.slice(-4));
  expect(mask).toBe(`portico_sk_live_${kid}_…${key.slice(-4)}`);
  expect(mask).not.toContain(key.slice(25, -4));
});

test("ten thousand keys share neither handle nor secret", () => {
  const keys = Array.from({ length: 10_000 }, () => makeKey("sandbox"));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(10_000);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(10_000);
});
