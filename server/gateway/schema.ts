/** What a caller showed. A missing credential is null. */
export type PresentedCredential = { kind: "key"; key: string } | { kind: "token"; token: string };

export type EnvironmentName = "sandbox" | "live";

/** Whether this credential may make this call. */
export interface CallQuestion {
  credential: PresentedCredential | null;
  /** Slug of the API and name of its version. */
  api: string;
  version: string;
  method: string;
  /** Path of the call below the version, without query, such as /stations/8000105. */
  path: string;
  /** The environment being called; null takes credentials of either and tells which. */
  environment: EnvironmentName | null;
  now: Date;
}

export type ProblemCode =
  | "credential_missing"
  | "credential_malformed"
  | "credential_unknown"
  | "credential_revoked"
  | "credential_expired"
  | "app_suspended"
  | "organisation_suspended"
  | "wrong_environment"
  | "wrong_api"
  | "unknown_api"
  | "unknown_version"
  | "version_retired"
  | "no_access"
  | "not_subscribed"
  | "subscription_pending"
  | "subscription_rejected"
  | "rate_limited"
  | "quota_reached"
  | "unavailable";

export interface VerdictProblem {
  code: ProblemCode;
  title: string;
  detail: string;
}

/** Whose call it is. */
export interface CallIdentity {
  orgId: string;
  appId: string;
  appName: string;
  /** Id of the key or OAuth client. */
  credentialId: string;
  environment: EnvironmentName;
  scopes: readonly string[];
}

/** What is called. */
export interface CalledVersion {
  apiId: string;
  versionId: string;
  documentId: string | null;
  lifecycle: "published" | "deprecated";
  deprecatedAt: Date | null;
  sunsetAt: Date | null;
}

/** The state of the plan's rate after this call. */
export interface RateState {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

interface Facts {
  /** Known once the credential proved right. */
  who: CallIdentity | null;
  /** Known once the API and version were found. */
  target: CalledVersion | null;
  planId: string | null;
  rate: RateState | null;
}

export interface AllowedVerdict extends Facts {
  allowed: true;
  status: 200;
  problem: null;
  who: CallIdentity;
  target: CalledVersion;
  planId: string;
  rate: RateState;
}

export interface RefusedVerdict extends Facts {
  allowed: false;
  status: 401 | 403 | 404 | 429 | 503;
  problem: VerdictProblem;
  /** When asking again may help; null when time alone changes nothing. */
  retryAfterSeconds: number | null;
}

export type Verdict = AllowedVerdict | RefusedVerdict;
