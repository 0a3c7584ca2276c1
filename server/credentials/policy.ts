import { type Ctx, type PersonCaller, requireRole } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Every member of the owning organisation sees which keys there are. */
export function requireKeyReader(ctx: Ctx): PersonCaller {
  return requireRole(ctx, "viewer", "apps:read");
}

/** Developers and above of the owning organisation, once their e-mail address is verified. */
export function requireKeyKeeper(ctx: Ctx): PersonCaller {
  const caller = requireRole(ctx, "developer", "apps:write");
  if (caller.kind === "member" && !caller.isEmailVerified) {
    throw new Refusal(
      "not_allowed",
      "Confirm your e-mail address first: open the link in the mail we sent you when you signed up.",
    );
  }
  return caller;
}
