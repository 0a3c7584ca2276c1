import { EXIT, type Outcome } from "./outcome.ts";

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a terminal may show: control characters from elsewhere must not steer it. */
export function text(value: unknown): string {
  return String(value ?? "").replaceAll(/\p{Cc}/gu, " ");
}

export function notUnderstood(status: number): Outcome {
  const text = `The answer${status ? ` (status ${status})` : ""} is not one of a Portico portal. Is --url right?`;
  return { code: EXIT.unavailable, text, json: { ok: false, fault: text } };
}

export function notReached(url: string, error: unknown): Outcome {
  const reason =
    error instanceof Error
      ? error.cause instanceof Error
        ? error.cause.message
        : error.message
      : String(error);
  const text = `${url} could not be reached: ${reason}`;
  return { code: EXIT.unavailable, text, json: { ok: false, fault: text } };
}
