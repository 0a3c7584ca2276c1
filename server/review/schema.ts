import { z } from "zod";
import { isStorable } from "#lib/storable.ts";

export const ACCESS_KINDS = [
  "platform_role",
  "member",
  "publishing_role",
  "token",
  "directory_token",
  "key",
  "client",
  "subscription",
  "api_access",
] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

export const ACCESS_KIND_NAMES: Record<AccessKind, string> = {
  platform_role: "Platform role",
  member: "Membership",
  publishing_role: "Publishing role",
  token: "Access token",
  directory_token: "Directory token",
  key: "API key",
  client: "OAuth client",
  subscription: "Subscription",
  api_access: "Access to an API",
};

const Id = z.string().min(1).max(80);
const Text = z.string().trim().max(200).refine(isStorable).catch("").default("");
const Cursor = z.string().max(200).refine(isStorable).optional().catch(undefined);

export const ListAccessInput = z.object({
  /** Part of a person's name or address, or of an organisation's, an app's or a credential's name. */
  q: Text,
  /** Address or part of the name of an API: who reaches it, and who may publish it. */
  api: Text,
  kind: z.enum(ACCESS_KINDS).optional().catch(undefined),
  /** Id of an organisation. */
  org: Text,
  cursor: Cursor,
});
export type AccessFilters = Partial<z.output<typeof ListAccessInput>>;

/** Somebody or something that can reach something. */
export interface AccessRow {
  kind: AccessKind;
  /** Which record: an id, or organisation/person of a membership. */
  ref: string;
  person: { id: string; name: string; email: string; isSuspended: boolean } | null;
  org: { id: string; name: string } | null;
  /** The role, or the name of what gives the access. */
  what: string;
  /** Teams, scopes, or the app. */
  detail: string;
  since: Date;
  /** Who gave it, as far as the audit log tells. */
  byName: string;
  lastUsedAt: Date | null;
}

export interface AccessPage {
  rows: AccessRow[];
  nextCursor: string | null;
}

export const StartReviewInput = z.object({
  title: z.string().trim().min(3, "Give the review a name.").max(100, "Use at most 100 characters."),
  orgId: z.preprocess((value) => (value === "" ? undefined : value), Id.optional()),
  kinds: z.array(z.enum(ACCESS_KINDS)).min(1, "Choose at least one kind of access."),
  reviewerIds: z.array(Id).min(1, "Name at least one person who decides.").max(20),
  dueInDays: z.coerce.number().int().min(1, "At least one day.").max(180, "At most 180 days.").default(14),
});
export const ReviewInput = z.object({ reviewId: Id });
export const GetReviewInput = z.object({
  reviewId: Id,
  show: z.enum(["all", "undecided", "confirmed", "withdrawn"]).catch("all").default("all"),
  cursor: Cursor,
});
export const ListReviewsInput = z.object({ cursor: Cursor });
export const DecideRowInput = z.object({
  rowId: Id,
  decision: z.enum(["confirmed", "withdrawn"]),
  note: z.string().trim().max(300).default(""),
});

export interface ReviewSummary {
  id: string;
  title: string;
  orgName: string | null;
  startedAt: Date;
  dueAt: Date;
  closedAt: Date | null;
  isOverdue: boolean;
  total: number;
  confirmed: number;
  withdrawn: number;
}

export interface ReviewRow {
  id: string;
  kind: AccessKind;
  personName: string;
  orgName: string;
  what: string;
  since: Date;
  byName: string;
  lastUsedAt: Date | null;
  decision: "confirmed" | "withdrawn" | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string;
  /** Whether the person asking decides about it. */
  isMine: boolean;
  /** Whether it is the asking reviewer's own access, about which somebody else decides. */
  isAboutMe: boolean;
}

export interface ReviewDetail extends ReviewSummary {
  reviewers: string[];
  /** Whether whoever asks was named to decide in it, and so to close it. */
  mayDecide: boolean;
  rows: ReviewRow[];
  nextCursor: string | null;
}
