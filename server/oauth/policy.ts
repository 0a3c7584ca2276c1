import {
  type Ctx,
  type PersonCaller,
  requireConfirmed,
  requirePermission,
} from "#server/platform/context.ts";

/** Who issues credentials for the organisation, developers for the apps of their teams, once their e-mail address is verified. */
export function requireClientKeeper(ctx: Ctx): PersonCaller {
  return requireConfirmed(ctx, "keep_credentials", "keys:write");
}

/** Every member of the owning organisation sees its clients. */
export function requireClientReader(ctx: Ctx): PersonCaller {
  return requirePermission(ctx, "see_things", "apps:read");
}
