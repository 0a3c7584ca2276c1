import type { RateState } from "#server/gateway/schema.ts";
import type { FlatHeaders } from "./problem.ts";

/** Seconds of a plan's window. */
const WINDOW_SECONDS = 60;

/** RateLimit and RateLimit-Policy of draft-ietf-httpapi-ratelimit-headers: the state of the plan's rate. */
export function draftRateHeaders({ limit, remaining, resetSeconds }: RateState): FlatHeaders {
  return [
    "ratelimit-policy",
    `"plan";q=${limit};w=${WINDOW_SECONDS}`,
    "ratelimit",
    `"plan";r=${remaining};t=${resetSeconds}`,
  ];
}

/** The same, and the three older fields that most clients read today. */
export function rateHeaders(rate: RateState): FlatHeaders {
  const { limit, remaining, resetSeconds } = rate;
  return [
    ...draftRateHeaders(rate),
    "ratelimit-limit",
    String(limit),
    "ratelimit-remaining",
    String(remaining),
    "ratelimit-reset",
    String(resetSeconds),
  ];
}
