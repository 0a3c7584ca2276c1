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

/**
 * What stands above a form that was refused. What the input's schema found stands at its fields, under names that are
 * not for people; a fault deeper than a field stands nowhere else, and is said here.
 */
export function headlineOf({ message, fields }: RefusedAnswer): string {
  const [name, fault] = Object.entries(fields).find(([of, said]) => message === `${of}: ${said}`) ?? [];
  if (name === undefined || fault === undefined) return message;
  return name.includes(".") ? fault : "Some fields need another look.";
}
