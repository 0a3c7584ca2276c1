import { z } from "zod";

/** What a provider says of a person, in one form for every protocol. */
export const ExternalAssertion = z.object({
  providerId: z.string(),
  /** The provider's own unchanging id of the person. */
  subject: z.string().min(1).max(500),
  email: z.string().nullable(),
  /** Whether the provider says that it has checked the address, and is believed in that. */
  isEmailVerified: z.boolean(),
  name: z.string().nullable(),
  /** Groups and other claims by name, for the mapping. */
  claims: z.record(z.string(), z.array(z.string())),
  /** When the provider last saw them prove who they are, if it says so. */
  authenticatedAt: z.coerce.date().nullable().default(null),
});
export type ExternalAssertion = z.infer<typeof ExternalAssertion>;

const MOST_VALUES = 500;

/** Claims as lists of text: what is neither text, number, flag nor a list of those is left out. */
export function textClaims(raw: Record<string, unknown>): Record<string, string[]> {
  const claims: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(raw)) {
    const texts = [value]
      .flat()
      .filter((one) => ["string", "number", "boolean"].includes(typeof one))
      .map(String);
    if (texts.length > 0) claims[name] = texts.slice(0, MOST_VALUES);
  }
  return claims;
}
