/** The closed set of expected no's, with the HTTP status each becomes. */
export const HTTP_STATUS = {
  invalid_input: 400,
  not_signed_in: 401,
  not_allowed: 403,
  proof_required: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  limit_reached: 429,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof HTTP_STATUS;

/** Messages by field name ("" for the whole form). */
export type FieldFaults = Record<string, string>;

/** Extra, safe-to-show members of the answer, such as `findings` of a refused document. */
export type RefusalDetail = Record<string, unknown>;

/**
 * An expected no: the caller can understand it and mend it. Thrown, it rolls the transaction back.
 * Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly fields: FieldFaults;
  readonly detail: RefusalDetail;

  constructor(code: RefusalCode, message: string, fields: FieldFaults = {}, detail: RefusalDetail = {}) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.fields = fields;
    this.detail = detail;
  }

  get status(): number {
    return HTTP_STATUS[this.code];
  }
}
