import {
  includesOrganisationRole,
  isAllowed,
  isAllowedFor,
  type OrganisationPermission,
  type OrganisationRole,
  reachOf,
  whoMay,
} from "#lib/organisation-permissions.ts";
import { type PlatformPermission, type PlatformRole, platformMay } from "#lib/platform-permissions.ts";
import { MINUTE_MS } from "./clock.ts";
import type { Tx } from "./db.ts";
import { Refusal } from "./refusal.ts";

export type OrgRole = OrganisationRole;

/** Somebody of the portal looking through another's eyes. The caller that carries it is who is looked through. */
export interface ViewAs {
  id: string;
  /** Who is looking, and answers for what is done. */
  viewer: MemberCaller;
  /** "Ada Lovelace", or "Developer of Acme": what the banner says. */
  subject: string;
  isReadOnly: boolean;
  reason: string;
  endsAt: Date;
}

/** A signed-in person acting for one organisation. */
export interface MemberCaller {
  kind: "member";
  userId: string;
  name: string;
  email: string;
  isEmailVerified: boolean;
  platformRole: PlatformRole;
  orgId: string;
  orgName: string;
  isPublisher: boolean;
  role: OrgRole;
  /** The teams of that organisation the person works in, the one joined first before the others. */
  teamIds: string[];
  sessionId: string;
  /** When they last proved who they are in this session; null when only a link or an old cookie vouches for them. */
  provedAt: Date | null;
  /** Number of the version of the terms that the person has yet to accept. */
  outstandingTerms?: number;
  /** Only while somebody views the portal as this person or role. */
  viewAs?: ViewAs;
  /** A view that this session began, is over, and was not ended by hand: until then nothing is written. */
  overView?: string;
}

/** An access token acting for a person, or as an organisation, inside one organisation and within its scopes. */
export interface TokenCaller {
  kind: "token";
  tokenId: string;
  /** Null for an organisation's token, which is nobody's. */
  userId: string | null;
  name: string;
  platformRole: PlatformRole;
  orgId: string;
  isPublisher: boolean;
  role: OrgRole;
  teamIds: string[];
  scopes: string[];
  /** Number of the version of the terms that the person has yet to accept. */
  outstandingTerms?: number;
}

/** A consumer's app, known by one of its credentials. */
export interface AppCaller {
  kind: "app";
  appId: string;
  orgId: string;
  credentialId: string;
}

/** The directory of an organisation, provisioning its members. */
export interface ScimCaller {
  kind: "scim";
  tokenId: string;
  orgId: string;
  orgName: string;
}

export type Caller =
  | { kind: "visitor" }
  | MemberCaller
  | TokenCaller
  | AppCaller
  | ScimCaller
  | { kind: "job"; name: string };

/** What every verb gets first: who asks, when, under which request, and perhaps inside which transaction. */
export interface Ctx {
  caller: Caller;
  now: Date;
  requestId: string;
  tx?: Tx;
}

/** A person, directly or through a token. */
export type PersonCaller = MemberCaller | TokenCaller;

/**
 * The person asking, or a refusal: not_signed_in for visitors, not_allowed for a token without `scope`.
 * Scopes are "<resource>:read" or "<resource>:write".
 */
export function requirePerson(ctx: Ctx, scope?: string): PersonCaller {
  const { caller } = ctx;
  if (caller.kind !== "member" && caller.kind !== "token") {
    throw new Refusal("not_signed_in", "Sign in to do this.");
  }
  if (scope && caller.kind === "token" && !caller.scopes.includes(scope)) {
    throw new Refusal("not_allowed", `This access token lacks the scope "${scope}".`);
  }
  return caller;
}

/** Whom a record names as its maker: the person, or the organisation's token that acted. */
export function actorIdOf(caller: PersonCaller): string {
  return caller.kind === "member" ? caller.userId : (caller.userId ?? caller.tokenId);
}

/** Whether a role of an organisation includes another. */
export function hasRole(caller: PersonCaller, least: OrgRole): boolean {
  return includesOrganisationRole(caller.role, least);
}

/** The person asking if their role in the organisation suffices; otherwise a refusal. */
export function requireRole(ctx: Ctx, least: OrgRole, scope?: string): PersonCaller {
  const caller = requirePerson(ctx, scope);
  if (!hasRole(caller, least)) {
    throw new Refusal("not_allowed", `Only a member with the role ${least} or higher may do this.`);
  }
  return caller;
}

/** The person asking if their role has the permission, be it for their own teams alone; otherwise a refusal. */
export function requirePermission(
  ctx: Ctx,
  permission: OrganisationPermission,
  scope?: string,
): PersonCaller {
  const caller = requirePerson(ctx, scope);
  if (!isAllowed(caller.role, permission)) {
    throw new Refusal("not_allowed", `Only ${whoMay(permission)} of the organisation may do this.`);
  }
  return caller;
}

/** Refuses when the person's permission does not reach this team's things. */
export function requireTeam(caller: PersonCaller, permission: OrganisationPermission, teamId: string): void {
  if (!isAllowedFor(caller, permission, teamId)) {
    throw new Refusal(
      "not_allowed",
      "This belongs to a team that you are not in. Ask one of its members, or an owner or admin to add you.",
    );
  }
}

/** Narrows a query to what the person's permission reaches. */
export function reachedTeams(
  caller: PersonCaller,
  permission: OrganisationPermission,
): { teamId?: { in: string[] } } {
  return reachOf(caller.role, permission) === "all" ? {} : { teamId: { in: caller.teamIds } };
}

/** As requirePermission, and only once a signed-in person has confirmed their e-mail address. */
export function requireConfirmed(ctx: Ctx, permission: OrganisationPermission, scope: string): PersonCaller {
  return confirmed(requirePermission(ctx, permission, scope));
}

/** As requireRole, and only once a signed-in person has confirmed their e-mail address. */
export function requireConfirmedRole(ctx: Ctx, least: OrgRole, scope: string): PersonCaller {
  return confirmed(requireRole(ctx, least, scope));
}

function confirmed(caller: PersonCaller): PersonCaller {
  if (caller.kind === "member" && !caller.isEmailVerified) {
    throw new Refusal(
      "not_allowed",
      "Confirm your e-mail address first: open the link in the mail we sent you when you signed up.",
    );
  }
  return caller;
}

/**
 * The person asking, if their platform role allows it; otherwise a refusal. Tokens never act for the whole platform.
 */
export function requirePlatform(ctx: Ctx, permission: PlatformPermission): MemberCaller {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member" || !platformMay(caller.platformRole, permission)) {
    throw new Refusal("not_allowed", "Your role in this portal does not allow this.");
  }
  return caller;
}

export const PROOF_WITHIN_MS = 10 * MINUTE_MS;

/**
 * The person asking, if they proved who they are within the last minutes; otherwise proof_required, which pages answer
 * by asking for the proof and repeating the act. Tokens never pass: they cannot prove anything.
 */
export function requireRecentProof(ctx: Ctx, withinMs: number = PROOF_WITHIN_MS): MemberCaller {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member")
    throw new Refusal("not_allowed", "An access token cannot do this. Do it in the portal.");
  if (!caller.provedAt || ctx.now.getTime() - caller.provedAt.getTime() > withinMs) {
    throw new Refusal("proof_required", "Confirm that it is you first.", {}, { needs: "proof" });
  }
  return caller;
}

/** As requireRecentProof, for what a token with the right scope or a job of Portico's own may do too. */
export function requireProofOfPerson(ctx: Ctx): void {
  if (ctx.caller.kind === "member") requireRecentProof(ctx);
}

/**
 * Refuses when the person acts for another organisation than the page showed: another tab has switched since, or they are
 * no member there any more.
 */
export function requireShown({ caller }: Ctx, shownOrgId: string): void {
  if (caller.kind !== "member" || caller.orgId === shownOrgId) return;
  throw new Refusal(
    "conflict",
    `This page was made for another organisation, and by now you act for ${caller.orgName}. Nothing was changed. Reload the page to go on.`,
  );
}

/** The same request as the viewer's own, for what ends a view or the session that it happens in. */
export function asViewer(ctx: Ctx): Ctx {
  const { caller } = ctx;
  if (caller.kind !== "member") return ctx;
  const { overView: _, ...own } = caller.viewAs?.viewer ?? caller;
  return { ...ctx, caller: own };
}
