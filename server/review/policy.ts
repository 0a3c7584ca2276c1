import { platformMay } from "#lib/platform-permissions.ts";
import type { PersonCaller } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Whether the person was named to decide in the review, or may decide in any. */
export function isReviewer({ userId, platformRole }: PersonCaller, reviewerIds: string[]): boolean {
  if (!userId || !platformMay(platformRole, "access.review")) return false;
  return reviewerIds.includes(userId) || platformMay(platformRole, "roles.grant_admin");
}

export function requireReviewer(caller: PersonCaller, reviewerIds: string[]): void {
  if (!isReviewer(caller, reviewerIds))
    throw new Refusal("not_allowed", "Other people were named to decide in this review.");
}
