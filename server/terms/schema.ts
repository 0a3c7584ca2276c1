import { z } from "zod";

export const PublishTermsInput = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Write the terms, in Markdown.")
    .max(100_000, "Use at most 100,000 characters."),
  changes: z.string().trim().max(1_000, "Use at most 1,000 characters.").default(""),
  /** The day, in UTC, on which they come into force; at once when left out. */
  effectiveOn: z.preprocess(
    (value) => (value === "" || value === null ? undefined : value),
    z.iso.date("Use a date, such as 2027-01-31.").optional(),
  ),
});
export const AcceptTermsInput = z.object({
  terms: z.coerce.number({ error: "Tick the box to accept." }).int(),
});
export const TermsRef = z.object({ number: z.coerce.number().int().min(1).max(1_000_000) });

/** One version as anybody may read it. */
export interface TermsText {
  number: number;
  /** Sanitised when it was published. */
  html: string;
  changes: string;
  effectiveAt: Date;
  /** SHA-256 of the text, which is what people accept. */
  textHash: string;
  state: TermsState;
}

/** Which of the versions it is at the moment. */
export type TermsState = "upcoming" | "in_force" | "past";

export interface TermsSummary {
  number: number;
  changes: string;
  effectiveAt: Date;
  publishedAt: Date;
  publishedByName: string;
  state: TermsState;
  acceptedBy: number;
}
