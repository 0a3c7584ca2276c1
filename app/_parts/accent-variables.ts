import { accentColours } from "#lib/accent.ts";

/** The accent as CSS variables for <html>, corrected so that text stays readable in both themes. */
export function accentVariables(accent: string): Record<`--${string}`, string> {
  const colours = accentColours(accent);
  if (!colours) return {};
  return {
    "--brand-accent": colours.light,
    "--brand-on-accent": colours.onLight,
    "--brand-accent-dark": colours.dark,
    "--brand-on-accent-dark": colours.onDark,
  };
}
