import { HttpProblem } from "#server/platform/http-problem.ts";
import { log } from "#server/platform/log.ts";
import { HTTP_STATUS, Refusal } from "#server/platform/refusal.ts";

const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

interface Said {
  status: number;
  detail: string;
  scimType?: string;
  headers?: Record<string, string>;
}

/** A no as RFC 7644, 3.12 has it; what is no Refusal is a bug and says nothing of itself. */
export function scimError(error: unknown, requestId: string): Response {
  const { status, detail, scimType, headers } = say(error, requestId);
  const body = { schemas: [ERROR], status: String(status), ...(scimType && { scimType }), detail };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/scim+json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...headers,
    },
  });
}

function say(error: unknown, requestId: string): Said {
  if (error instanceof HttpProblem) {
    const { status, message, headers } = error;
    return { status, detail: message, headers };
  }
  if (!(error instanceof Refusal)) {
    log().error({ err: error, requestId }, "SCIM request failed");
    return { status: 500, detail: `The server failed. Tell its operator this id: ${requestId}.` };
  }
  const { code, message, detail } = error;
  if (detail.isStale === true) return { status: 412, detail: message };
  const { scimType, retryAfterSeconds } = detail;
  if (typeof scimType === "string") return { status: HTTP_STATUS[code], detail: message, scimType };
  if (typeof retryAfterSeconds === "number")
    return { status: 429, detail: message, headers: { "retry-after": String(retryAfterSeconds) } };
  // A limit that no waiting lifts; directories would repeat a 429 for ever.
  if (code === "limit_reached") return { status: 403, detail: message };
  if (code === "invalid_input") return { status: 400, detail: message, scimType: "invalidSyntax" };
  return { status: HTTP_STATUS[code], detail: message };
}
