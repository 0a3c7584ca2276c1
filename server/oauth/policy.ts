import { type Ctx, type PersonCaller, requireConfirmedRole, requireRole } from "#server/platform/context.ts";

/** Developers and above of the owning organisation, once their e-mail address is verified. */
export function requireClientKeeper(ctx: Ctx): PersonCaller {
  return requireConfirmedRole(ctx, "developer", "keys:write");
}

/** Every member of the owning organisation sees its clients. */
export function requireClientReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apps:read");
}
