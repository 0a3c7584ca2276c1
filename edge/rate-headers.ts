import type { RateState } from "#server/gateway/schema.ts";
import type { FlatHeaders } from "./problem.ts";

/** Seconds of a plan's window. */
const WINDOW_SECONDS = 60;

/**
 * The state of the plan's rate: RateLimit and RateLimit-Policy of draft-ietf-httpapi-ratelimit-headers, and the three
 * older fields that most clients read today.
 */
export function rateHeaders({ limit, remaining, resetSeconds }: RateState): FlatHeaders {
  return [
    "ratelimit-policy",
    `"plan";q=${limit};w=${WINDOW_SECONDS}`,
    "ratelimit",
    `"plan";r=${remaining};t=${resetSeconds}`,
    "ratelimit-limit",
    String(limit),
    "ratelimit-remaining",
    String(remaining),
    "ratelimit-reset",
    String(resetSeconds),
  ];
}
