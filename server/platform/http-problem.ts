import { HTTP_STATUS, Refusal } from "./refusal.ts";

/** A no that only HTTP knows; everything a domain can say is a Refusal. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const TITLES: Record<string, string> = {
  invalid_input: "The request is not valid",
  not_signed_in: "Who is asking is not known",
  not_allowed: "This is not allowed",
  proof_required: "A recent proof of who is asking is needed",
  not_found: "Not found",
  conflict: "This does not fit the present state",
  too_large: "Too large",
  limit_reached: "A limit is reached",
  unavailable: "Not available right now",
  precondition_failed: "It has changed in the meantime",
  unsupported_media_type: "This content type is not read here",
  idempotency_key_reused: "The idempotency key belongs to another request",
};

/** The RFC 9457 answer to a Refusal or an HttpProblem; null for anything else, which is a bug. */
export function problemResponse(error: unknown, requestId: string): Response | null {
  if (error instanceof HttpProblem) {
    return problem(
      { status: error.status, code: error.code, detail: error.message, requestId },
      error.headers,
    );
  }
  if (!(error instanceof Refusal)) return null;
  const { code, message, fields, detail } = error;
  const headers: Record<string, string> =
    code === "not_signed_in" ? { "www-authenticate": 'Bearer realm="Portico"' } : {};
  const errors = Object.entries(fields).map(([field, fault]) => ({ field, message: fault }));
  const extra = { ...detail, ...(errors.length > 0 && { errors }) };
  return problem({ status: HTTP_STATUS[code], code, detail: message, requestId, extra }, headers);
}

interface ProblemParts {
  status: number;
  code: string;
  detail: string;
  requestId: string;
  extra?: Record<string, unknown>;
}

export function problem(
  { status, code, detail, requestId, extra }: ProblemParts,
  headers: Record<string, string> = {},
): Response {
  const body = {
    ...extra,
    type: `urn:portico:problem:${code}`,
    title: TITLES[code] ?? "The server failed",
    status,
    detail,
    code,
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...headers,
    },
  });
}
