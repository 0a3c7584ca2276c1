import { platformMay } from "#lib/platform-permissions.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { type Caller, type Ctx, hasRole, type PersonCaller, requireRole } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { Lifecycle } from "./schema.ts";

/** What people outside the owning organisation may see of an API's versions. */
const OPEN: Lifecycle[] = ["published", "deprecated", "retired"];

interface Sight {
  everything: boolean;
  isSignedIn: boolean;
  /** Sees what was opened to this organisation. */
  audienceOrgId: string | null;
  /** Sees everything of this organisation, drafts too. */
  ownOrgId: string | null;
}

const NOTHING_SPECIAL: Sight = { everything: false, isSignedIn: false, audienceOrgId: null, ownOrgId: null };

function sightOf(caller: Caller): Sight {
  switch (caller.kind) {
    case "visitor":
      return NOTHING_SPECIAL;
    case "job":
      return { ...NOTHING_SPECIAL, everything: true };
    case "app":
      return { ...NOTHING_SPECIAL, isSignedIn: true, audienceOrgId: caller.orgId };
    case "token":
      if (!caller.scopes.some((scope) => scope.startsWith("apis:") || scope === "revisions:write"))
        return NOTHING_SPECIAL;
      return { everything: false, isSignedIn: true, audienceOrgId: caller.orgId, ownOrgId: caller.orgId };
    case "member":
      return {
        everything: platformMay(caller.platformRole, "catalog.read"),
        isSignedIn: true,
        audienceOrgId: caller.orgId,
        ownOrgId: caller.orgId,
      };
  }
}

/** The one rule of which APIs a caller may know of, as a filter. */
export function visibleApis(caller: Caller): Prisma.ApiWhereInput {
  const sight = sightOf(caller);
  if (sight.everything) return {};
  const audiences: Prisma.ApiWhereInput[] = [{ visibility: "public" }];
  if (sight.isSignedIn) audiences.push({ visibility: "signed_in" });
  if (sight.audienceOrgId) {
    audiences.push({ visibility: "organisations", audiences: { some: { orgId: sight.audienceOrgId } } });
  }
  const open: Prisma.ApiWhereInput = {
    AND: [{ versions: { some: { lifecycle: { in: OPEN } } } }, { OR: audiences }],
  };
  return sight.ownOrgId ? { OR: [{ orgId: sight.ownOrgId }, open] } : open;
}

/** Which versions of a visible API the caller may know of. */
export function visibleVersions(caller: Caller): Prisma.VersionWhereInput {
  const sight = sightOf(caller);
  if (sight.everything) return {};
  const open: Prisma.VersionWhereInput = { lifecycle: { in: OPEN } };
  return sight.ownOrgId ? { OR: [{ api: { orgId: sight.ownOrgId } }, open] } : open;
}

/** The same two rules for raw queries, over the tables aliased `a` and `v`; a test holds the pairs together. */
export function visibleApisSql(caller: Caller): Prisma.Sql {
  const sight = sightOf(caller);
  if (sight.everything) return Prisma.sql`TRUE`;
  const open = Prisma.sql`(EXISTS (SELECT 1 FROM "Version" o WHERE o."apiId" = a.id AND o.lifecycle IN (${openSql()}))
    AND (a.visibility = 'public'
      OR (${sight.isSignedIn}::boolean AND a.visibility = 'signed_in')
      OR (a.visibility = 'organisations' AND EXISTS (
        SELECT 1 FROM "ApiAudience" au WHERE au."apiId" = a.id AND au."orgId" = ${sight.audienceOrgId}::text))))`;
  return Prisma.sql`(${open} OR a."orgId" = ${sight.ownOrgId}::text)`;
}

export function visibleVersionsSql(caller: Caller): Prisma.Sql {
  const sight = sightOf(caller);
  if (sight.everything) return Prisma.sql`TRUE`;
  return Prisma.sql`(v.lifecycle IN (${openSql()}) OR a."orgId" = ${sight.ownOrgId}::text)`;
}

function openSql(): Prisma.Sql {
  return Prisma.join(OPEN.map((lifecycle) => Prisma.sql`${lifecycle}::"Lifecycle"`));
}

/** Developers and above of an organisation that may own APIs. */
export function requirePublisher(ctx: Ctx, scope = "apis:write"): PersonCaller {
  const caller = requireRole(ctx, "developer", scope);
  if (!caller.isPublisher) {
    throw new Refusal(
      "not_allowed",
      "Your organisation does not publish APIs. An administrator can allow it.",
    );
  }
  return caller;
}

/** Any member of a publishing organisation sees its drafts, plans and diagnostics. */
export function requirePublisherReader(ctx: Ctx): PersonCaller {
  const caller = requireRole(ctx, "viewer", "apis:read");
  if (!caller.isPublisher) throw new Refusal("not_allowed", "Your organisation does not publish APIs.");
  return caller;
}

/** Whether the caller may change the API of this organisation. */
export function mayPublishFor(caller: Caller, orgId: string): boolean {
  if (caller.kind !== "member" && caller.kind !== "token") return false;
  if (caller.kind === "token" && !caller.scopes.includes("apis:write")) return false;
  return caller.orgId === orgId && caller.isPublisher && hasRole(caller, "developer");
}

/** Whether the caller may see what only the owner knows: audiences, diagnostics, drafts. */
export function isInsider(caller: Caller, orgId: string): boolean {
  const sight = sightOf(caller);
  return sight.everything || sight.ownOrgId === orgId;
}
