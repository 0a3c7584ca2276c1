import type { OrganisationPermission } from "#lib/organisation-permissions.ts";
import { type Ctx, type MemberCaller, requirePermission, requirePerson } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** The signed-in person: who belongs where is decided in person, never by a token. */
export function requireMember(ctx: Ctx): MemberCaller {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member") throw new Refusal("not_allowed", "An access token cannot do this.");
  return caller;
}

/** The member of the organisation that the session acts for, if their role there allows it. */
export function requireKeeper(ctx: Ctx, permission: OrganisationPermission): MemberCaller {
  const caller = requireMember(ctx);
  requirePermission(ctx, permission);
  return caller;
}
