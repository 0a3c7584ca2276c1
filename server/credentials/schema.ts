import { z } from "zod";
import type { AppSummary, SubscriptionSummary } from "#server/apps/schema.ts";

const id = z.string().trim().min(1, "Required.").max(64);
const emptyIsAbsent = (value: unknown): unknown => (value === "" ? undefined : value);

/** How usage names a trial credential: this, and the end of its person's id. */
export const TRIAL_PREFIX = "trial_";

export const EnvironmentName = z.enum(["sandbox", "live"]);
export type EnvironmentName = z.infer<typeof EnvironmentName>;

export const IssueKeyInput = z.object({
  appId: id,
  name: z.string().trim().min(1, "Give the key a name.").max(80, "At most 80 characters."),
  environment: EnvironmentName,
  /** Left out, the key does not expire. */
  expiresInDays: z.preprocess(emptyIsAbsent, z.coerce.number().int().min(1).max(3650).optional()),
});
export type IssueKeyInput = z.input<typeof IssueKeyInput>;

/** `api` is the slug. Left out, the app is the newest that may call the API. */
export const MintTrialKeyInput = z.object({
  api: z.string().trim().min(1).max(100),
  version: z.string().trim().min(1).max(100),
  app: z.preprocess(emptyIsAbsent, id.optional()),
});
export type MintTrialKeyInput = z.input<typeof MintTrialKeyInput>;

export const KeyRef = z.object({ keyId: id });
export type KeyRef = z.input<typeof KeyRef>;

export const ListKeysInput = z.object({ appId: id });
export type ListKeysInput = z.input<typeof ListKeysInput>;

/** From an API's page to a key in one step: an existing app or the name of a new one. */
export const IssueFirstKeyInput = z
  .object({
    appId: z.preprocess(emptyIsAbsent, id.optional()),
    appName: z.preprocess(
      emptyIsAbsent,
      z.string().trim().min(1).max(80, "At most 80 characters.").optional(),
    ),
    planId: id,
    acceptedTermsVersion: z.coerce.number().int().min(1),
    environment: EnvironmentName.default("sandbox"),
  })
  .refine((input) => Boolean(input.appId) !== Boolean(input.appName), {
    path: ["appName"],
    message: "Choose one of your apps or name a new one.",
  });
export type IssueFirstKeyInput = z.input<typeof IssueFirstKeyInput>;

export interface KeySummary {
  id: string;
  appId: string;
  name: string;
  environment: EnvironmentName;
  /** What may be shown of the key: brand, kind, environment and handle, then the last four characters. */
  masked: string;
  hint: string;
  state: "active" | "expired" | "revoked";
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** A new key in clear, shown this once. */
export interface IssuedKey {
  key: KeySummary;
  secret: string;
}

export interface FirstKey extends IssuedKey {
  app: AppSummary;
  /** Pending when the plan waits for its publisher's yes; the key works from then on. */
  subscription: SubscriptionSummary;
}

/** A short-lived sandbox credential of one app for one API. It is kept nowhere. */
export interface TrialKey {
  key: string;
  expiresAt: Date;
  app: { id: string; name: string };
  /** All apps of the organisation that may call the API, the chosen one among them. */
  apps: { id: string; name: string }[];
}
