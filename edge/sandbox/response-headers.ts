import type { CallableOperation, CallableResponse, Json } from "#server/specs/schema.ts";
import type { FlatHeaders } from "../problem.ts";
import type { Checker } from "./checker.ts";
import { makeExample } from "./write-body.ts";

/**
 * The sandbox answers on the portal's own origin with what a publisher wrote, so nothing that could steer a browser or
 * a proxy is passed on: cookies, policies, redirects, authentication prompts, internal redirects of proxies.
 */
const KEPT_BACK =
  /^(set-cookie2?|content-(type|length|encoding|security-policy.*|disposition|location|range)|transfer-encoding|connection|keep-alive|upgrade|trailer|te|date|server|via|location|refresh|clear-site-data|service-worker.*|strict-transport-security|public-key-pins.*|expect-ct|report-to|reporting-endpoints|nel|permissions-policy|feature-policy|document-policy|referrer-policy|cross-origin-.*|access-control-.*|x-(content-type-options|frame-options|accel-.*|sendfile|lighttpd-.*|forwarded-.*|request-id|nextjs-.*|middleware-.*)|alt-svc|proxy-.*|www-authenticate|authorization|origin-agent-cluster|sourcemap|speculation-rules|supports-loading-mode|accept-ch|critical-ch|cache-control|vary|preference-applied|ratelimit.*|deprecation|sunset|allow|link)$/i;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** The headers a response declares, with an example of each. */
export function exampleHeaders(
  operation: CallableOperation,
  checker: Checker,
  response: CallableResponse | null,
  status: number,
): FlatHeaders {
  const flat: FlatHeaders = [];
  for (const header of (response?.headers ?? []).slice(0, 40)) {
    const name = header.name.toLowerCase();
    // A Location that is no redirect only names what was created.
    const isSafeLocation = name === "location" && status === 201;
    if (!NAME.test(name) || (KEPT_BACK.test(name) && !isSafeLocation)) continue;
    const value =
      header.example ?? makeExample(operation, checker, header.schema, `${response?.status} header ${name}`);
    flat.push(name, toFieldValue(value));
  }
  return flat;
}

function toFieldValue(value: Json): string {
  const text = Array.isArray(value)
    ? value.join(",")
    : typeof value === "object" && value !== null
      ? JSON.stringify(value)
      : String(value);
  return text.replaceAll(/[^\x20-\x7e]/g, "").slice(0, 500);
}
