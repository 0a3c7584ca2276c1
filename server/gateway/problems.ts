import type {
  CalledVersion,
  CallIdentity,
  EnvironmentName,
  ProblemCode,
  RateState,
  RefusedVerdict,
} from "./schema.ts";

const STATUS: Record<ProblemCode, RefusedVerdict["status"]> = {
  credential_missing: 401,
  credential_malformed: 401,
  credential_unknown: 401,
  credential_revoked: 401,
  credential_expired: 401,
  app_suspended: 403,
  organisation_suspended: 403,
  wrong_environment: 403,
  wrong_api: 403,
  unknown_api: 404,
  unknown_version: 404,
  version_retired: 403,
  no_access: 403,
  not_subscribed: 403,
  subscription_pending: 403,
  subscription_rejected: 403,
  rate_limited: 429,
  quota_reached: 429,
  unavailable: 503,
};

const TITLE: Record<ProblemCode, string> = {
  credential_missing: "Credential missing",
  credential_malformed: "Credential malformed",
  credential_unknown: "Credential not known",
  credential_revoked: "Credential revoked",
  credential_expired: "Credential expired",
  app_suspended: "App suspended",
  organisation_suspended: "Organisation suspended",
  wrong_environment: "Wrong environment",
  wrong_api: "Credential of another API",
  unknown_api: "API not found",
  unknown_version: "Version not found",
  version_retired: "Version retired",
  no_access: "No access to this API",
  not_subscribed: "Not subscribed",
  subscription_pending: "Access not granted yet",
  subscription_rejected: "Access refused",
  rate_limited: "Rate limit reached",
  quota_reached: "Monthly quota reached",
  unavailable: "Temporarily unavailable",
};

interface Known {
  who?: CallIdentity;
  target?: CalledVersion;
  planId?: string;
  rate?: RateState;
  retryAfterSeconds?: number;
}

/** A refusal that says what is wrong and how to mend it. */
export function refuse(code: ProblemCode, detail: string, known: Known = {}): RefusedVerdict {
  return {
    allowed: false,
    status: STATUS[code],
    problem: { code, title: TITLE[code], detail },
    who: known.who ?? null,
    target: known.target ?? null,
    planId: known.planId ?? null,
    rate: known.rate ?? null,
    retryAfterSeconds: known.retryAfterSeconds ?? null,
  };
}

export function wrongEnvironment(wanted: EnvironmentName, who: CallIdentity): RefusedVerdict {
  const detail =
    wanted === "live"
      ? "This is a sandbox credential, and the live API was called. Issue a live credential for your app, or call the sandbox."
      : "This is a live credential, and the sandbox was called. Use a sandbox credential of your app here.";
  return refuse("wrong_environment", detail, { who });
}
