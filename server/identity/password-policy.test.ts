import { expect, test } from "vitest";
import { refusalOf } from "#server/platform/testing/world.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { findWeakness, requireGoodPassword } from "./password-policy.ts";
import { minimumPasswordLength, SignUpInput } from "./schema.ts";

test.each([
  "passwordpassword",
  "Passw0rd12345678",
  "123456789012345",
  "aaaaaaaaaaaaaaaaaaaa",
  "abababababababab",
  "qwertyuiopasdfghjkl",
  "correct horse battery staple",
  "Welcome-Summer-2026",
  "p@ssw0rd!p@ssw0rd!",
  "ada.lovelace@rail.example",
  "LovelaceLovelace1",
  // Eight characters are enough beside a second factor, so these are tried too.
  "trustno1",
  "baseball2026",
  "sunshine!!",
  "P@ssw0rd",
  "iloveyou1",
  "q1w2e3r4",
  "x9!x9!x9!x9!x9!x9!",
  "1q2w3e4r5t6y7u8i9o0p",
  "manchesterunited",
])("%s is refused", (password) => {
  expect(findWeakness(password, ["ada.lovelace@rail.example", "Ada Lovelace"])).not.toBeNull();
});

test.each([
  "seven quiet otters waltz",
  "violet-ladder-mumbles-99",
  "Tr4nspennine Expr3ss to Hull",
  "gläserne Möwen über Kiel",
  "x7#Lq9!vBm2@Rt5z",
  "x7#Lq9!v",
])("%s is accepted", (password) => {
  expect(findWeakness(password, ["ada.lovelace@rail.example", "Ada Lovelace"])).toBeNull();
});

const owner = { email: "ada@rail.example", name: "Ada" };

test("a password is 15 characters long where it stands alone, and 8 beside a second factor", async () => {
  expect([minimumPasswordLength(false), minimumPasswordLength(true)]).toEqual([15, 8]);
  expect(await refusalOf(requireGoodPassword("x7#Lq9!vBm2@Rt", owner))).toBe("invalid_input");
  expect(await requireGoodPassword("x7#Lq9!vBm2@Rt5", owner)).toEqual({ isShort: false });
  const beside = { ...owner, hasSecondFactor: true };
  expect(await refusalOf(requireGoodPassword("x7#Lq9!", beside))).toBe("invalid_input");
  expect(await requireGoodPassword("x7#Lq9!v", beside)).toEqual({ isShort: true });
});

test("every code point counts as one character, and composed and combining spellings are one password", async () => {
  const signs = "🦦🛰️🎷🧭🪁🥁🧲🪐🧩🎻🪗🛶🧵🎡🔭";
  expect([...signs].length).toBeGreaterThanOrEqual(15);
  expect(await requireGoodPassword(signs, owner)).toEqual({ isShort: false });
  const hash = await hashPassword("gl\u00E4serne M\u00F6wen \u00FCber Kiel");
  expect(await isPassword("gla\u0308serne Mo\u0308wen u\u0308ber Kiel", hash)).toBe(true);
});

test("a long password counts to its last character", async () => {
  const long = `${"seven quiet otters waltz over nine slow bridges ".repeat(5)}`.slice(0, 239);
  expect(SignUpInput.safeParse({ email: owner.email, password: long }).success).toBe(true);
  const hash = await hashPassword(`${long}a`);
  expect(await isPassword(`${long}b`, hash)).toBe(false);
  expect(await isPassword(`${long}a`, hash)).toBe(true);
});

test("the list of common passwords is a real one", () => {
  expect(COMMON_PASSWORDS.size).toBeGreaterThan(20_000);
  for (const password of COMMON_PASSWORDS)
    if (password.length < 8) throw new Error(`${password} is dead weight`);
});

test("a password made of the portal's own name is refused", async () => {
  expect(await refusalOf(requireGoodPassword("porticoporticoportico", owner))).toBe("invalid_input");
});
