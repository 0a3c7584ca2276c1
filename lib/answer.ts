/** What a server action answers: the value, or a refusal as plain data. Anything else is a thrown bug. */
export type Answer<T> = { ok: true; value: T } | RefusedAnswer;

export interface RefusedAnswer {
  ok: false;
  code:
    | "invalid_input"
    | "not_signed_in"
    | "not_allowed"
    | "proof_required"
    | "not_found"
    | "conflict"
    | "too_large"
    | "limit_reached"
    | "unavailable";
  message: string;
  /** Messages by field name ("" for the whole form). */
  fields: Record<string, string>;
  detail: Record<string, unknown>;
}
