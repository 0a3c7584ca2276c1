import { LRUCache } from "lru-cache";
import type { PublishingPermission } from "#lib/publishing-permissions.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { PersonCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type Asker, isInsider, readableApis, readableVersions } from "./policy.ts";
import { requirePermission } from "./publishing-roles.ts";
import type {
  ApiSummary,
  Lifecycle,
  OrgBrief,
  RevisionBrief,
  VersionBrief,
  VersionSummary,
} from "./schema.ts";

const CURRENT = { select: { id: true, number: true, documentId: true, createdAt: true } } as const;

export const VERSION_SELECT = {
  id: true,
  apiId: true,
  name: true,
  lifecycle: true,
  createdAt: true,
  publishedAt: true,
  deprecatedAt: true,
  sunsetAt: true,
  retiredAt: true,
  currentRevision: CURRENT,
} as const satisfies Prisma.VersionSelect;

export const NEWEST_FIRST = { position: "desc" } as const;

/** Everything an ApiSummary is made of, with the versions this caller may see. */
export function apiSelect(asker: Asker) {
  return {
    id: true,
    orgId: true,
    slug: true,
    name: true,
    summary: true,
    category: true,
    tags: true,
    kind: true,
    visibility: true,
    listing: true,
    stoppedAt: true,
    stopReason: true,
    createdAt: true,
    updatedAt: true,
    versions: { where: readableVersions(asker), orderBy: NEWEST_FIRST, select: VERSION_SELECT },
    planApis: {
      where: { plan: { archivedAt: null } },
      select: { plan: { select: { needsApproval: true } } },
    },
  } as const satisfies Prisma.ApiSelect;
}

type ApiRow = Prisma.ApiGetPayload<{ select: ReturnType<typeof apiSelect> }>;
type VersionRow = Prisma.VersionGetPayload<{ select: typeof VERSION_SELECT }>;

interface DocumentBrief {
  format: string;
  title: string;
  infoVersion: string;
  operationCount: number;
  schemaCount: number;
  errorCount: number;
  warningCount: number;
}

/** Documents never change, so what was read once holds for ever; only space is bounded. */
const briefs = new LRUCache<string, DocumentBrief>({ max: 5_000 });

/** What is told of compiled documents in lists, by id. */
export async function documentBriefs(tx: Tx, ids: string[]): Promise<Map<string, DocumentBrief>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, DocumentBrief>();
  for (const id of wanted) {
    const known = briefs.get(id);
    if (known) found.set(id, known);
  }
  const unknown = wanted.filter((id) => !found.has(id));
  if (unknown.length === 0) return found;
  const rows = await tx.document.findMany({
    where: { id: { in: unknown } },
    select: {
      id: true,
      format: true,
      title: true,
      infoVersion: true,
      operationCount: true,
      schemaCount: true,
      errorCount: true,
      warningCount: true,
    },
  });
  for (const { id, ...brief } of rows) {
    briefs.set(id, brief);
    found.set(id, brief);
  }
  return found;
}

export async function orgBriefs(tx: Tx, ids: string[]): Promise<Map<string, OrgBrief>> {
  const rows = await tx.organisation.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, slug: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export function orgOf(orgs: Map<string, OrgBrief>, id: string): OrgBrief {
  return orgs.get(id) ?? { id, slug: "", name: "A former organisation" };
}

/** Summaries in the order of the rows, with a few look-ups for all of them. */
export async function toApiSummaries(tx: Tx, asker: Asker, rows: ApiRow[]): Promise<ApiSummary[]> {
  const documentIds = rows.flatMap((api) =>
    api.versions.flatMap((version) => version.currentRevision?.documentId ?? []),
  );
  const [documents, readable, orgs] = await Promise.all([
    documentBriefs(tx, documentIds),
    readableAmong(tx, asker, rows),
    orgBriefs(
      tx,
      rows.map((api) => api.orgId),
    ),
  ]);
  return rows.map((api) => {
    const versions = api.versions.map(
      (version): VersionBrief => ({
        name: version.name,
        lifecycle: version.lifecycle,
        sunsetAt: version.sunsetAt,
        operationCount: documents.get(version.currentRevision?.documentId ?? "")?.operationCount ?? 0,
      }),
    );
    return {
      id: api.id,
      slug: api.slug,
      name: api.name,
      summary: api.summary,
      category: api.category,
      tags: api.tags,
      kind: api.kind,
      visibility: api.visibility,
      listing: api.listing,
      isReadable: readable.has(api.id),
      stop:
        api.stoppedAt && isInsider(asker.caller, api.orgId)
          ? { at: api.stoppedAt, reason: api.stopReason }
          : null,
      owner: orgOf(orgs, api.orgId),
      latest: latestOf(versions),
      versions,
      planCount: api.planApis.length,
      hasInstantPlan: api.planApis.some(({ plan }) => !plan.needsApproval),
      createdAt: api.createdAt,
      updatedAt: api.updatedAt,
    };
  });
}

/** Whose contents the caller may read; asked of the database only for those that are listed without. */
async function readableAmong(tx: Tx, asker: Asker, rows: ApiRow[]): Promise<Set<string>> {
  const inDoubt = rows.filter(({ visibility }) => visibility === "on_request").map(({ id }) => id);
  const found =
    inDoubt.length > 0
      ? await tx.api.findMany({
          where: { AND: [{ id: { in: inDoubt } }, readableApis(asker)] },
          select: { id: true },
        })
      : [];
  const readable = new Set(found.map(({ id }) => id));
  return new Set(rows.map(({ id }) => id).filter((id) => readable.has(id) || !inDoubt.includes(id)));
}

const READING_ORDER: Lifecycle[] = ["published", "deprecated", "in_review", "draft", "retired"];

/** The version to open first, from a list that is newest first. */
export function latestOf<V extends { lifecycle: Lifecycle }>(versions: V[]): V | null {
  for (const lifecycle of READING_ORDER) {
    const found = versions.find((version) => version.lifecycle === lifecycle);
    if (found) return found;
  }
  return null;
}

export async function toVersionSummaries(tx: Tx, rows: VersionRow[]): Promise<VersionSummary[]> {
  const documents = await documentBriefs(
    tx,
    rows.flatMap((row) => row.currentRevision?.documentId ?? []),
  );
  return rows.map(({ currentRevision, apiId: _, ...version }) => ({
    ...version,
    revision: currentRevision && toRevisionBrief(currentRevision, documents),
  }));
}

export function toRevisionBrief(
  revision: { id: string; number: number; documentId: string; createdAt: Date },
  documents: Map<string, DocumentBrief>,
): RevisionBrief {
  const document = documents.get(revision.documentId);
  if (!document) throw new Error(`Revision ${revision.id} has no document ${revision.documentId}.`);
  return {
    ...document,
    id: revision.id,
    number: revision.number,
    documentId: revision.documentId,
    createdAt: revision.createdAt,
  };
}

/**
 * An API of the caller's own organisation, by slug or id, for which they have the permission. Anybody else's does not
 * exist.
 */
export async function findOwnApi(
  tx: Tx,
  caller: PersonCaller,
  api: string,
  permission: PublishingPermission = "edit",
) {
  const row = await tx.api.findFirst({
    where: { orgId: caller.orgId, OR: [{ slug: api }, { id: api }] },
    select: { id: true, slug: true, name: true, orgId: true, teamId: true },
  });
  if (!row) throw new Refusal("not_found", "This API does not exist.");
  await requirePermission(tx, caller, permission, [row.id]);
  return row;
}

/** A version of one's own API, its row held until the transaction ends so that two changes cannot overtake each other. */
export async function lockOwnVersion(tx: Tx, caller: PersonCaller, ref: { api: string; version: string }) {
  const api = await findOwnApi(tx, caller, ref.api);
  await tx.$queryRaw`SELECT id FROM "Version" WHERE "apiId" = ${api.id} AND name = ${ref.version} FOR UPDATE`;
  const version = await tx.version.findFirst({
    where: { apiId: api.id, name: ref.version },
    select: { ...VERSION_SELECT, currentRevisionId: true },
  });
  if (!version) throw new Refusal("not_found", "This version does not exist.");
  return { api, version };
}
