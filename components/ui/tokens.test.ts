import { readFileSync } from "node:fs";
import { wcagContrast } from "culori";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const PAIR = /--color-([a-z-]+): light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\)/g;
const tokens = new Map(
  [...css.matchAll(PAIR)].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]),
);

function contrast(text: string, surface: string, theme: "light" | "dark"): number {
  const [a, b] = [tokens.get(text), tokens.get(surface)];
  if (!a || !b) throw new Error(`${text} or ${surface} is not a token`);
  return wcagContrast(a[theme], b[theme]);
}

const SURFACES = ["paper", "raised", "sunken", "hover"];
const THEMES = ["light", "dark"] as const;
const MEANINGS = ["good", "attention", "danger", "note"];
const METHODS = ["get", "post", "put", "patch", "delete", "other"];

test.each(THEMES)("text is readable on every surface of the %s theme", (theme) => {
  for (const text of ["ink", "muted", "faint", ...MEANINGS, ...METHODS]) {
    for (const surface of SURFACES) {
      expect(contrast(text, surface, theme), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test.each(THEMES)("meanings and methods are readable on their own soft ground in the %s theme", (theme) => {
  for (const name of [...MEANINGS, ...METHODS]) {
    expect(contrast(name, `${name}-soft`, theme), name).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(THEMES)("the edges of controls can be seen in the %s theme", (theme) => {
  for (const surface of ["paper", "raised", "sunken"]) {
    expect(contrast("strong", surface, theme), surface).toBeGreaterThanOrEqual(3);
  }
});
