import { platformMay } from "#lib/platform-permissions.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { type Caller, type Ctx, type PersonCaller, requireRole } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { Lifecycle, Listing, Visibility } from "./schema.ts";

/** What people outside the owning organisation may see of an API's versions. */
const OPEN: Lifecycle[] = ["published", "deprecated", "retired"];

/** Who asks, and when: granted access may end by itself. */
export type Asker = Pick<Ctx, "caller" | "now">;

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
    case "scim":
      return NOTHING_SPECIAL;
    case "job":
      return { ...NOTHING_SPECIAL, everything: true };
    case "app":
      return { ...NOTHING_SPECIAL, isSignedIn: true, audienceOrgId: caller.orgId, ownOrgId: caller.orgId };
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

/** Access that was granted and has not run out. */
export function liveGrant(now: Date): Prisma.AccessRequestWhereInput {
  return { state: "granted", OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

/** Who may read what is in an API, its owner and its lifecycle left aside. */
function readers(sight: Sight, now: Date): Prisma.ApiWhereInput[] {
  const some: Prisma.ApiWhereInput[] = [{ visibility: "public" }];
  if (sight.isSignedIn) some.push({ visibility: "signed_in" });
  const orgId = sight.audienceOrgId;
  if (orgId) {
    some.push({ visibility: "organisations", audiences: { some: { orgId } } });
    some.push({ visibility: "on_request", accessRequests: { some: { orgId, ...liveGrant(now) } } });
  }
  return some;
}

function openTo(sight: Sight, some: Prisma.ApiWhereInput[]): Prisma.ApiWhereInput {
  const open: Prisma.ApiWhereInput = {
    AND: [{ stoppedAt: null }, { versions: { some: { lifecycle: { in: OPEN } } } }, { OR: some }],
  };
  return sight.ownOrgId ? { OR: [{ orgId: sight.ownOrgId }, open] } : open;
}

/** Which APIs a caller may know of: their entry, its summary and its plans. Wider than what they may read. */
export function knownApis({ caller, now }: Asker): Prisma.ApiWhereInput {
  const sight = sightOf(caller);
  if (sight.everything) return {};
  const listed: Prisma.ApiWhereInput = sight.isSignedIn
    ? { visibility: "on_request" }
    : { visibility: "on_request", listing: "everybody" };
  return openTo(sight, [...readers(sight, now), listed]);
}

/** Which APIs a caller may read: reference, documents, guides, changelog, search inside; and subscribe to. */
export function readableApis({ caller, now }: Asker): Prisma.ApiWhereInput {
  const sight = sightOf(caller);
  if (sight.everything) return {};
  return openTo(sight, readers(sight, now));
}

/** Which versions the caller may read: of an API that is only listed, none. */
export function readableVersions(asker: Asker): Prisma.VersionWhereInput {
  const sight = sightOf(asker.caller);
  if (sight.everything) return {};
  const open: Prisma.VersionWhereInput = { lifecycle: { in: OPEN }, api: readableApis(asker) };
  return sight.ownOrgId ? { OR: [{ api: { orgId: sight.ownOrgId } }, open] } : open;
}

function readersSql(sight: Sight, now: Date): Prisma.Sql {
  return Prisma.sql`a.visibility = 'public'
      OR (${sight.isSignedIn}::boolean AND a.visibility = 'signed_in')
      OR (a.visibility = 'organisations' AND EXISTS (
        SELECT 1 FROM "ApiAudience" au WHERE au."apiId" = a.id AND au."orgId" = ${sight.audienceOrgId}::text))
      OR (a.visibility = 'on_request' AND EXISTS (
        SELECT 1 FROM "AccessRequest" ar WHERE ar."apiId" = a.id AND ar."orgId" = ${sight.audienceOrgId}::text
          AND ar.state = 'granted' AND (ar."expiresAt" IS NULL OR ar."expiresAt" > ${now}::timestamp)))`;
}

function openToSql(sight: Sight, some: Prisma.Sql): Prisma.Sql {
  const open = Prisma.sql`(a."stoppedAt" IS NULL AND EXISTS (SELECT 1 FROM "Version" o WHERE o."apiId" = a.id AND o.lifecycle IN (${openSql()}))
    AND (${some}))`;
  return Prisma.sql`(${open} OR a."orgId" = ${sight.ownOrgId}::text)`;
}

/** The same rules for raw queries, over the tables aliased `a` and `v`; a test holds the pairs together. */
export function knownApisSql({ caller, now }: Asker): Prisma.Sql {
  const sight = sightOf(caller);
  if (sight.everything) return Prisma.sql`TRUE`;
  const listed = Prisma.sql`(a.visibility = 'on_request' AND (${sight.isSignedIn}::boolean OR a.listing = 'everybody'))`;
  return openToSql(sight, Prisma.sql`${readersSql(sight, now)} OR ${listed}`);
}

export function readableApisSql({ caller, now }: Asker): Prisma.Sql {
  const sight = sightOf(caller);
  if (sight.everything) return Prisma.sql`TRUE`;
  return openToSql(sight, readersSql(sight, now));
}

/** Versions whose state may be told of, given that their API may be. */
export function knownVersionsSql({ caller }: Asker): Prisma.Sql {
  const sight = sightOf(caller);
  if (sight.everything) return Prisma.sql`TRUE`;
  return Prisma.sql`(v.lifecycle IN (${openSql()}) OR a."orgId" = ${sight.ownOrgId}::text)`;
}

export function readableVersionsSql(asker: Asker): Prisma.Sql {
  return Prisma.sql`(${knownVersionsSql(asker)} AND ${readableApisSql(asker)})`;
}

function openSql(): Prisma.Sql {
  return Prisma.join(OPEN.map((lifecycle) => Prisma.sql`${lifecycle}::"Lifecycle"`));
}

/** What decides who reads an API, as a gateway remembers it. */
export interface ReadingFacts {
  orgId: string;
  visibility: Visibility;
  listing: Listing;
  isStopped: boolean;
  /** Organisations named, or granted access, with when that ends. */
  readers: ReadonlyMap<string, Date | null>;
}

/** The rule of readableApis for an app of this organisation, for records in memory; versions are judged apart. */
export function mayAppRead(api: ReadingFacts, orgId: string, now: Date): boolean {
  if (api.orgId === orgId) return true;
  if (api.isStopped) return false;
  if (api.visibility === "public" || api.visibility === "signed_in") return true;
  const until = api.readers.get(orgId);
  return until !== undefined && (until === null || until > now);
}

/** The rule of knownApis, likewise. */
export function mayAppKnowOf(api: ReadingFacts, orgId: string, now: Date): boolean {
  return (!api.isStopped && api.visibility === "on_request") || mayAppRead(api, orgId, now);
}

/** A member of an organisation that may own APIs. What they may do for one of them is its roles' to say. */
export function requirePublisher(ctx: Ctx, scope = "apis:write"): PersonCaller {
  const caller = requireRole(ctx, "viewer", scope);
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

/** Whether the caller may see what only the owner knows: audiences, diagnostics, drafts. */
export function isInsider(caller: Caller, orgId: string): boolean {
  const sight = sightOf(caller);
  return sight.everything || sight.ownOrgId === orgId;
}
