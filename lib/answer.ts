import type { FieldFaults, RefusalCode, RefusalDetail } from "#server/platform/refusal.ts";

/** What a server action answers: the value, or a refusal as plain data. Anything else is a thrown bug. */
export type Answer<T> =
  | { ok: true; value: T }
  | { ok: false; code: RefusalCode; message: string; fields: FieldFaults; detail: RefusalDetail };
