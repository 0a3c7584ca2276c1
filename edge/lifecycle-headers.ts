import type { CalledVersion } from "#server/gateway/schema.ts";
import { SECOND_MS } from "#server/platform/clock.ts";
import type { FlatHeaders } from "./problem.ts";

/** Deprecation (RFC 9745) and Sunset (RFC 8594) of a deprecated version; nothing for others. */
export function lifecycleHeaders({ lifecycle, deprecatedAt, sunsetAt }: CalledVersion): FlatHeaders {
  if (lifecycle !== "deprecated") return [];
  const headers: FlatHeaders = [];
  if (deprecatedAt) headers.push("deprecation", `@${Math.floor(deprecatedAt.getTime() / SECOND_MS)}`);
  if (sunsetAt) headers.push("sunset", sunsetAt.toUTCString());
  return headers;
}
