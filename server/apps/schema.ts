import { z } from "zod";
import { isStorable } from "#lib/storable.ts";

const id = z.string().trim().min(1, "Required.").max(64);
const name = z.string().trim().min(1, "Give the app a name.").max(80, "At most 80 characters.");
const description = z.string().trim().max(500, "At most 500 characters.");
const limit = z.coerce.number().int().min(1).max(100);

export const RegisterAppInput = z.object({
  name,
  description: description.default(""),
  /** Left out, the first team of the person, or of the organisation. */
  teamId: z.preprocess((value) => (value === "" ? undefined : value), id.optional()),
});
export type RegisterAppInput = z.input<typeof RegisterAppInput>;

export const UpdateAppInput = z.object({
  appId: id,
  name: name.optional(),
  description: description.optional(),
});
export type UpdateAppInput = z.input<typeof UpdateAppInput>;

export const RenameAppInput = z.object({ appId: id, name });
export type RenameAppInput = z.input<typeof RenameAppInput>;

export const MoveAppInput = z.object({ appId: id, teamId: id });
export type MoveAppInput = z.input<typeof MoveAppInput>;

export const AppRef = z.object({ appId: id });
export type AppRef = z.input<typeof AppRef>;

export const SuspendAppInput = z.object({
  appId: id,
  reason: z
    .string()
    .trim()
    .min(10, "Say why, in ten characters or more: its organisation reads it.")
    .max(1_000, "Use at most 1,000 characters."),
});
export const ListAllAppsInput = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch("").default(""),
  status: z.enum(["active", "suspended"]).optional().catch(undefined),
  cursor: z.string().max(60).refine(isStorable).optional().catch(undefined),
});

/** An app as those who look after the portal see it. */
export interface AnyApp {
  id: string;
  name: string;
  description: string;
  org: { id: string; name: string };
  status: "active" | "suspended";
  suspension: { at: Date | null; reason: string } | null;
  createdAt: Date;
  subscriptionCount: number;
}

export const ListAppsInput = z.object({
  cursor: id.optional(),
  limit: limit.default(50),
  /** Of this team alone. */
  teamId: id.optional(),
});
export type ListAppsInput = z.input<typeof ListAppsInput>;

export const SubscribeInput = z.object({
  appId: id,
  planId: id,
  /** The version of the plan's terms the person has seen and accepts. */
  acceptedTermsVersion: z.coerce.number().int().min(1),
});
export type SubscribeInput = z.input<typeof SubscribeInput>;

export const SubscriptionRef = z.object({ subscriptionId: id });
export type SubscriptionRef = z.input<typeof SubscriptionRef>;

export const DecideSubscriptionInput = z.object({
  subscriptionId: id,
  decision: z.enum(["approve", "reject"]),
});
export type DecideSubscriptionInput = z.input<typeof DecideSubscriptionInput>;

export const ListPendingSubscriptionsInput = z.object({ cursor: id.optional(), limit: limit.default(50) });
export type ListPendingSubscriptionsInput = z.input<typeof ListPendingSubscriptionsInput>;

/** Part of a list; `nextCursor` asks for what follows. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** An app as those see it who look after the portal. */
export interface OwnedApp {
  id: string;
  name: string;
  status: "active" | "suspended";
  teamId: string;
  createdAt: Date;
}

export interface AppSummary {
  id: string;
  name: string;
  description: string;
  status: "active" | "suspended";
  teamId: string;
  createdAt: Date;
  /** Subscriptions that are active or wait for a yes. */
  subscriptionCount: number;
  /** Whether whoever asks may change it: it belongs to a team that they act for. */
  mayChange: boolean;
}

export type SubscriptionStateName = "pending" | "active" | "rejected" | "cancelled";

export interface SubscribedApi {
  id: string;
  slug: string;
  name: string;
  /** The newest version that can be called, if any. */
  version: string | null;
}

export interface SubscriptionSummary {
  id: string;
  appId: string;
  state: SubscriptionStateName;
  plan: { id: string; slug: string; name: string; ratePerMinute: number; quotaPerMonth: number | null };
  apis: SubscribedApi[];
  /** The version of the terms that was accepted, and whether the plan has a newer one. */
  termsVersion: number;
  hasNewerTerms: boolean;
  termsAcceptedAt: Date;
  createdAt: Date;
  decidedAt: Date | null;
}

export interface AppDetail extends AppSummary {
  /** Why a moderator suspended it. */
  suspension: { at: Date | null; reason: string } | null;
  subscriptions: SubscriptionSummary[];
}

/** What a publisher sees of somebody who asks for access. */
export interface PendingSubscription {
  id: string;
  appId: string;
  appName: string;
  appDescription: string;
  orgName: string;
  planId: string;
  planName: string;
  apis: { slug: string; name: string }[];
  requestedAt: Date;
  /** Whether the caller's role for these APIs lets them answer. */
  mayDecide: boolean;
}
