import { z } from "zod";

const id = z.string().trim().min(1, "Required.").max(64);
const days = z.coerce.number().int().min(1).max(90);

/** One call as edge reports it. */
export interface CallRecord {
  at: Date;
  orgId: string;
  appId: string;
  /** Id of a key or an OAuth client. */
  credentialId: string;
  environment: "sandbox" | "live";
  apiId: string;
  versionId: string;
  operationKey: string | null;
  method: string;
  /** Path without query. */
  path: string;
  status: number;
  latencyMs: number;
  /** The problem's title and detail; never a body, never a secret. */
  problem: string | null;
}

export const ListRecentCallsInput = z.object({
  appId: id,
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  /** Only calls that failed (4xx and 5xx). */
  isFailed: z.preprocess(
    (value) => (value === "1" || value === "true" ? true : value),
    z.boolean().optional(),
  ),
});
export type ListRecentCallsInput = z.input<typeof ListRecentCallsInput>;

export const UsageSeriesInput = z.object({ appId: id, days: days.default(7) });
export type UsageSeriesInput = z.input<typeof UsageSeriesInput>;

/** `api` is the slug. */
export const UsageOfApiInput = z.object({ api: z.string().trim().min(1).max(100), days: days.default(30) });
export type UsageOfApiInput = z.input<typeof UsageOfApiInput>;

export interface CallSummary {
  id: string;
  at: Date;
  environment: "sandbox" | "live";
  credentialId: string;
  api: { slug: string; name: string } | null;
  version: string | null;
  operationKey: string | null;
  method: string;
  path: string;
  status: number;
  latencyMs: number;
  problem: string | null;
}

export interface CallPage {
  items: CallSummary[];
  nextCursor: string | null;
}

export interface UsagePoint {
  /** Start of the hour or day, UTC. */
  at: Date;
  calls: number;
  succeeded: number;
  /** 4xx. */
  refused: number;
  /** 5xx. */
  failed: number;
  meanLatencyMs: number | null;
}

export interface UsageTotals {
  calls: number;
  succeeded: number;
  refused: number;
  failed: number;
  meanLatencyMs: number | null;
}

export interface UsageSeries {
  bucket: "hour" | "day";
  /** One point for each bucket, those without calls too, oldest first. */
  points: UsagePoint[];
  totals: UsageTotals;
  /** Most called first. */
  operations: { api: string; version: string; operationKey: string; calls: number }[];
}

export interface ApiUsage extends UsageSeries {
  /** How many apps called. */
  appCount: number;
}
