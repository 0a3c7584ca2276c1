import { wcagContrast } from "culori";
import { expect, test } from "vitest";
import { accentColours } from "./accent.ts";

test.each(["#ffee00", "#000000", "#ffffff", "#0b5d6b", "#ff3366", "#7fffd4", "oklch(0.7 0.3 140)"])(
  "text in the accent %s, and on it, is readable in both themes",
  (colour) => {
    const fitted = accentColours(colour);
    if (!fitted) throw new Error("a colour was expected");
    for (const paper of ["oklch(1 0 0)", "oklch(0.966 0.005 95)"]) {
      expect(wcagContrast(fitted.light, paper)).toBeGreaterThanOrEqual(4.5);
    }
    for (const paper of ["oklch(0.163 0.012 232)", "oklch(0.222 0.013 232)"]) {
      expect(wcagContrast(fitted.dark, paper)).toBeGreaterThanOrEqual(4.5);
    }
    expect(wcagContrast(fitted.light, fitted.onLight)).toBeGreaterThanOrEqual(4.5);
    expect(wcagContrast(fitted.dark, fitted.onDark)).toBeGreaterThanOrEqual(4.5);
  },
);

test("a text that is no colour is answered with null", () => {
  expect(accentColours("tomato; } body { display: none")).toBeNull();
});
