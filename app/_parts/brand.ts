import { cache } from "react";
import { accentColours } from "#lib/accent.ts";

export interface BrandSettings {
  name: string;
  tagline: string;
  accent: string;
  logoUrl: string | null;
}

/** The portal's name, tagline, colour and logo, read once per request. */
export const currentBrand = cache(
  async (): Promise<BrandSettings> => ({
    name: "Portico",
    tagline: "Find an API, read it, and make your first call in a minute.",
    accent: "oklch(0.45 0.085 218)",
    logoUrl: null,
  }),
);

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
