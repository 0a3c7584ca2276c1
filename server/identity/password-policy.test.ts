import { expect, test } from "vitest";
import { findWeakness } from "./password-policy.ts";

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
])("%s is refused", (password) => {
  expect(findWeakness(password, ["ada.lovelace@rail.example", "Ada Lovelace"])).not.toBeNull();
});

test.each([
  "seven quiet otters waltz",
  "violet-ladder-mumbles-99",
  "Tr4nspennine Expr3ss to Hull",
  "gläserne Möwen über Kiel",
  "x7#Lq9!vBm2@Rt5z",
])("%s is accepted", (password) => {
  expect(findWeakness(password, ["ada.lovelace@rail.example", "Ada Lovelace"])).toBeNull();
});
