import { isAllowed, type OrganisationPermission, whoMay } from "#lib/organisation-permissions.ts";
import {
  mayGovern,
  mayStop,
  type PlatformPermission,
  type PlatformRole,
  platformMay,
} from "#lib/platform-permissions.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { requirePerson, requirePlatform } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** The signed-in person, not a token acting for them: accounts are managed in person. */
export function requireMember(ctx: Ctx): MemberCaller {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member") throw new Refusal("not_allowed", "An access token cannot manage an account.");
  return caller;
}

/** Somebody whose platform role allows it, or a job of Portico's own such as a seed. */
export function requireOperator(ctx: Ctx, permission: PlatformPermission): void {
  if (ctx.caller.kind !== "job") requirePlatform(ctx, permission);
}

/** The member of the organisation that the session acts for whose role there has the permission. */
export function requireOrganiser(ctx: Ctx, permission: OrganisationPermission): MemberCaller {
  const caller = requireMember(ctx);
  if (isAllowed(caller.role, permission)) return caller;
  throw new Refusal("not_allowed", `Only ${whoMay(permission)} of the organisation may do this.`);
}

/** Whether the caller sees and runs this organisation's members; anybody else is told that it does not exist. */
export function requireMembersAdmin(ctx: Ctx, orgId: string): void {
  const { caller } = ctx;
  if (caller.kind === "job") return;
  const member = requireMember(ctx);
  if (platformMay(member.platformRole, "organisations.write")) return;
  if (member.orgId !== orgId) throw new Refusal("not_found", "This organisation does not exist.");
  requireOrganiser(ctx, "keep_members");
}

/** Whoever gives, takes or stops a platform role must govern it. */
export function requireGrant(ctx: Ctx, ...roles: PlatformRole[]): void {
  if (ctx.caller.kind === "job") return;
  const { platformRole } = requirePlatform(ctx, "roles.grant");
  if (roles.every((role) => mayGovern(platformRole, role))) return;
  throw new Refusal("not_allowed", "Only an administrator decides about administrators.");
}

/** Nobody stops, resets or ends anything of a person whose platform role they do not govern. */
export function requireGovernable(caller: MemberCaller, other: PlatformRole): void {
  if (mayStop(caller.platformRole, other)) return;
  throw new Refusal("not_allowed", "Only an administrator decides about administrators.");
}
