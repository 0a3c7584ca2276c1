import type { ReadingFacts } from "#server/catalog/index.ts";
import type { Tx } from "#server/platform/db.ts";
import type { EnvironmentName } from "./schema.ts";

/** What a verdict needs of a key. */
export interface KeyRecord {
  id: string;
  appId: string;
  environment: EnvironmentName;
  secretHash: Uint8Array;
  /** Fingerprint of the key that proved right before, so that it is peppered and hashed only once. */
  provenBy: string;
  isRevoked: boolean;
  expiresAtMs: number;
}

export interface AppRecord {
  id: string;
  name: string;
  orgId: string;
  isDeleted: boolean;
  isSuspended: boolean;
  isOrgSuspended: boolean;
  subscriptions: { planId: string; state: "pending" | "active" | "rejected" | "cancelled" }[];
}

export interface PlanRecord {
  id: string;
  ratePerMinute: number;
  quotaPerMonth: number | null;
  apiIds: ReadonlySet<string>;
}

export interface VersionRecord {
  id: string;
  lifecycle: "draft" | "in_review" | "published" | "deprecated" | "retired";
  documentId: string | null;
  deprecatedAt: Date | null;
  sunsetAt: Date | null;
}

export interface ApiRecord extends ReadingFacts {
  id: string;
  versions: ReadonlyMap<string, VersionRecord>;
}

export async function loadKeys(tx: Tx, kids: string[]): Promise<Map<string, KeyRecord>> {
  const rows = await tx.key.findMany({
    where: { kid: { in: kids } },
    select: {
      id: true,
      kid: true,
      appId: true,
      environment: true,
      secretHash: true,
      revokedAt: true,
      expiresAt: true,
    },
  });
  return new Map(
    rows.map(({ kid, revokedAt, expiresAt, ...rest }) => [
      kid,
      {
        ...rest,
        provenBy: "",
        isRevoked: revokedAt !== null,
        expiresAtMs: expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
      },
    ]),
  );
}

export async function loadApps(tx: Tx, ids: string[]): Promise<Map<string, AppRecord>> {
  const rows = await tx.app.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      orgId: true,
      status: true,
      deletedAt: true,
      subscriptions: { select: { planId: true, state: true } },
    },
  });
  const orgs = await tx.organisation.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.orgId))] }, status: "active" },
    select: { id: true },
  });
  const activeOrgs = new Set(orgs.map(({ id }) => id));
  return new Map(
    rows.map(({ status, deletedAt, ...rest }) => [
      rest.id,
      {
        ...rest,
        isDeleted: deletedAt !== null,
        isSuspended: status !== "active",
        isOrgSuspended: !activeOrgs.has(rest.orgId),
      },
    ]),
  );
}

export async function loadPlans(tx: Tx, ids: string[]): Promise<Map<string, PlanRecord>> {
  const rows = await tx.plan.findMany({
    where: { id: { in: ids } },
    select: { id: true, ratePerMinute: true, quotaPerMonth: true, planApis: { select: { apiId: true } } },
  });
  return new Map(
    rows.map(({ planApis, ...rest }) => [
      rest.id,
      { ...rest, apiIds: new Set(planApis.map(({ apiId }) => apiId)) },
    ]),
  );
}

/** By slug. */
export async function loadApis(tx: Tx, slugs: string[]): Promise<Map<string, ApiRecord>> {
  const rows = await tx.api.findMany({
    where: { slug: { in: slugs } },
    select: {
      id: true,
      slug: true,
      orgId: true,
      visibility: true,
      listing: true,
      stoppedAt: true,
      audiences: { select: { orgId: true } },
      accessRequests: { where: { state: "granted" }, select: { orgId: true, expiresAt: true } },
      versions: {
        select: {
          id: true,
          name: true,
          lifecycle: true,
          deprecatedAt: true,
          sunsetAt: true,
          currentRevision: { select: { documentId: true } },
        },
      },
    },
  });
  return new Map(
    rows.map((row) => [
      row.slug,
      {
        id: row.id,
        orgId: row.orgId,
        visibility: row.visibility,
        listing: row.listing,
        isStopped: row.stoppedAt !== null,
        readers: readersOf(row),
        versions: new Map(
          row.versions.map(({ name, currentRevision, ...version }) => [
            name,
            { ...version, documentId: currentRevision?.documentId ?? null },
          ]),
        ),
      },
    ]),
  );
}

interface ReadersRow {
  visibility: ReadingFacts["visibility"];
  audiences: { orgId: string }[];
  accessRequests: { orgId: string; expiresAt: Date | null }[];
}

/** Only what the visibility asks for: names and grants outlive a change of it without counting. */
function readersOf({ visibility, audiences, accessRequests }: ReadersRow): ReadingFacts["readers"] {
  if (visibility === "organisations") return new Map(audiences.map(({ orgId }) => [orgId, null]));
  if (visibility === "on_request")
    return new Map(accessRequests.map(({ orgId, expiresAt }) => [orgId, expiresAt]));
  return new Map();
}
