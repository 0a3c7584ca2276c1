import { Refusal } from "#server/platform/refusal.ts";

/** RFC 7644, 3.12. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** A no in SCIM's own words, which directories know how to act on. */
export function fault(scimType: ScimType, message: string): Refusal {
  return new Refusal(scimType === "uniqueness" ? "conflict" : "invalid_input", message, {}, { scimType });
}

/** Somebody wrote between the caller's reading and writing (If-Match). */
export function staleFault(): Refusal {
  return new Refusal("conflict", "It has changed since you read it. Read it again.", {}, { isStale: true });
}
