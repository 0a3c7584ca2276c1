import {
  type Ctx,
  type PersonCaller,
  requireConfirmed,
  requirePermission,
  requireRole,
} from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Every member of an organisation sees its apps. */
export function requireAppReader(ctx: Ctx): PersonCaller {
  return requirePermission(ctx, "see_things", "apps:read");
}

/** Who changes apps, once their e-mail address is verified; developers those of their teams. */
export function requireAppKeeper(ctx: Ctx): PersonCaller {
  return requireConfirmed(ctx, "keep_apps", "apps:write");
}

/** A member of a publishing organisation; whether they may answer is for their role for the plan's APIs to say. */
export function requirePlanOwner(ctx: Ctx, scope: "apis:read" | "apis:write"): PersonCaller {
  const caller = requireRole(ctx, "viewer", scope);
  if (!caller.isPublisher)
    throw new Refusal("not_allowed", "Only a publishing organisation decides on access.");
  return caller;
}
