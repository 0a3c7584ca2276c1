import { type Ctx, type MemberCaller, requirePermission, type ScimCaller } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** The directory that asks. Nobody else speaks SCIM, whatever their role. */
export function requireDirectory({ caller }: Ctx): ScimCaller {
  if (caller.kind === "scim") return caller;
  if (caller.kind === "visitor") throw new Refusal("not_signed_in", "Send the organisation's SCIM token.");
  throw new Refusal("not_allowed", "Only an organisation's directory may do this, by its SCIM token.");
}

/** The owner who decides about the directory of the organisation that the session acts for. */
export function requireProvisioner(ctx: Ctx): MemberCaller {
  const caller = requirePermission(ctx, "keep_provisioning");
  if (caller.kind !== "member")
    throw new Refusal("not_allowed", "An access token cannot do this. Do it in the portal.");
  return caller;
}
