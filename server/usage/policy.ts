import { type Ctx, type PersonCaller, requireRole } from "#server/platform/context.ts";

/** Every member sees the calls of their organisation's apps. */
export function requireAppUsageReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apps:read");
}

/** Every member of the owning organisation sees how its APIs are used. */
export function requireApiUsageReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apis:read");
}
