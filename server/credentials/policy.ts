import {
  type Ctx,
  type PersonCaller,
  requireConfirmed,
  requirePermission,
} from "#server/platform/context.ts";

/** Every member of the owning organisation sees which keys there are. */
export function requireKeyReader(ctx: Ctx): PersonCaller {
  return requirePermission(ctx, "see_things", "apps:read");
}

/** Who issues credentials for the organisation, developers for the apps of their teams, once their e-mail address is verified. */
export function requireKeyKeeper(ctx: Ctx): PersonCaller {
  return requireConfirmed(ctx, "keep_credentials", "keys:write");
}
