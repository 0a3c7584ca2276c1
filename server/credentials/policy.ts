import { type Ctx, type PersonCaller, requireConfirmedRole, requireRole } from "#server/platform/context.ts";

/** Every member of the owning organisation sees which keys there are. */
export function requireKeyReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apps:read");
}

/** Developers and above of the owning organisation, once their e-mail address is verified. */
export function requireKeyKeeper(ctx: Ctx): PersonCaller {
  return requireConfirmedRole(ctx, "developer", "keys:write");
}
