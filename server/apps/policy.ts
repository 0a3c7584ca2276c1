import { type Ctx, type PersonCaller, requireConfirmedRole, requireRole } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Every member of an organisation sees its apps. */
export function requireAppReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apps:read");
}

/** Developers and above change their organisation's apps, once their e-mail address is verified. */
export function requireAppKeeper(ctx: Ctx): PersonCaller {
  return requireConfirmedRole(ctx, "developer", "apps:write");
}

/** Admins and developers of a publishing organisation decide who may use its plans. */
export function requireSubscriptionDecider(ctx: Ctx): PersonCaller {
  const caller = requireRole(ctx, "developer", "apis:write");
  if (!caller.isPublisher)
    throw new Refusal("not_allowed", "Only a publishing organisation decides on access.");
  return caller;
}
