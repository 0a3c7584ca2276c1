import { type Ctx, type PersonCaller, requireRole } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Developers and above of the owning organisation, once their e-mail address is verified. */
export function requireClientKeeper(ctx: Ctx): PersonCaller {
  const caller = requireRole(ctx, "developer", "apps:write");
  if (caller.kind === "member" && !caller.isEmailVerified) {
    throw new Refusal(
      "not_allowed",
      "Verify your e-mail address first: we sent you a link when you signed up.",
    );
  }
  return caller;
}

/** Every member of the owning organisation sees its clients. */
export function requireClientReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apps:read");
}
