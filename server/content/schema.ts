import { z } from "zod";

export const LOGO_MAX_BYTES = 256 * 1024;

export const UpdateBrandInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Enter the portal's name.")
    .max(40, "Use at most 40 characters.")
    .regex(/^[^\p{Cc}<>]*$/u, "Leave out control characters and angle brackets."),
  tagline: z
    .string()
    .trim()
    .max(140, "Use at most 140 characters.")
    .regex(/^[^\p{Cc}]*$/u, "Use one line.")
    .default(""),
  accent: z.string().trim().min(1, "Choose a colour.").max(60, "Use a CSS colour, such as #14546b."),
});

export interface BrandSummary {
  name: string;
  tagline: string;
  /** As the admin chose it; lib/accent.ts corrects it for each theme. */
  accent: string;
  /** Carries the image's hash, so that it may be cached for ever. */
  logoUrl: string | null;
}

/** One of the portal's own guides, for search: as it was written. */
export interface GuideText {
  slug: string;
  title: string;
  summary: string;
  text: string;
}
