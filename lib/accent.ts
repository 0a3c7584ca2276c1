import { clampChroma, converter, formatCss, formatHex, parse, wcagContrast } from "culori";

const toOklch = converter("oklch");

/** The surfaces that the accent is read on, and the least contrast that text needs (WCAG AA). */
const PAPER = { light: "oklch(0.966 0.005 95)", dark: "oklch(0.222 0.013 232)" } as const;
const LEAST = 4.6;

export interface AccentColours {
  light: string;
  onLight: string;
  dark: string;
  onDark: string;
}

/**
 * A brand's colour as both themes can use it: hue and character stay, lightness moves until text in it, and text on
 * it, is readable. Null when the colour cannot be read.
 */
export function accentColours(colour: string): AccentColours | null {
  const parsed = toOklch(parse(colour));
  if (!parsed) return null;
  const adjusted = (start: number, step: number, paper: string): string => {
    for (let l = start; l >= 0 && l <= 1; l += step) {
      const tried = clampChroma({ ...parsed, l }, "oklch");
      if (wcagContrast(tried, paper) >= LEAST) return formatCss(tried);
    }
    return step < 0 ? "oklch(0 0 0)" : "oklch(1 0 0)";
  };
  const light = adjusted(Math.min(parsed.l, 0.62), -0.01, PAPER.light);
  const dark = adjusted(Math.max(parsed.l, 0.74), 0.01, PAPER.dark);
  return { light, onLight: textOn(light), dark, onDark: textOn(dark) };
}

/** The colour as #rrggbb, for a colour picker. */
export function accentHex(colour: string): string {
  return formatHex(colour) ?? "#000000";
}

function textOn(colour: string): string {
  const white = "oklch(1 0 0)";
  const ink = "oklch(0.19 0.02 232)";
  return wcagContrast(colour, white) >= wcagContrast(colour, ink) ? white : ink;
}
