import type { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePerson } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { isInsider, readableApis } from "./policy.ts";
import type { RevisionSummary } from "./schema.ts";

export const REVISION_SELECT = {
  id: true,
  number: true,
  documentId: true,
  createdAt: true,
  createdBy: true,
} as const satisfies Prisma.RevisionSelect;

type RevisionRow = Prisma.RevisionGetPayload<{ select: typeof REVISION_SELECT }>;

/** A version whose inside the caller may see: diagnostics are the publisher's business. */
export async function findInsideVersion(ctx: Ctx, ref: { api: string; version: string }) {
  // A token that only publishes reads the diagnostics of what it published.
  const isPublishing = ctx.caller.kind === "token" && ctx.caller.scopes.includes("revisions:write");
  requirePerson(ctx, isPublishing ? undefined : "apis:read");
  const version = await reader(ctx).version.findFirst({
    where: {
      name: ref.version,
      api: { AND: [{ OR: [{ slug: ref.api }, { id: ref.api }] }, readableApis(ctx)] },
    },
    select: {
      id: true,
      name: true,
      lifecycle: true,
      currentRevisionId: true,
      api: { select: { slug: true, name: true, orgId: true } },
    },
  });
  if (!version || !isInsider(ctx.caller, version.api.orgId))
    throw new Refusal("not_found", "This version does not exist.");
  return { ...version, api: { slug: version.api.slug, name: version.api.name } };
}

export async function toRevisionSummaries(
  tx: Tx,
  rows: RevisionRow[],
  currentId: string | null,
): Promise<RevisionSummary[]> {
  const [documents, people] = await Promise.all([
    tx.document.findMany({
      where: { id: { in: rows.map((row) => row.documentId) } },
      omit: { source: true, bundle: true, overview: true, findings: true },
    }),
    tx.user.findMany({
      where: { id: { in: rows.map((row) => row.createdBy) } },
      select: { id: true, name: true },
    }),
  ]);
  return rows.map((row) => {
    const document = documents.find(({ id }) => id === row.documentId);
    if (!document) throw new Error(`Revision ${row.id} has no document ${row.documentId}.`);
    return {
      id: row.id,
      number: row.number,
      documentId: row.documentId,
      createdAt: row.createdAt,
      createdBy: people.find(({ id }) => id === row.createdBy)?.name ?? "A former member",
      isCurrent: row.id === currentId,
      format: document.format,
      mediaType: document.mediaType,
      sourceName: document.sourceName,
      sourceBytes: document.sourceBytes,
      sha256: document.sha256,
      title: document.title,
      infoVersion: document.infoVersion,
      operationCount: document.operationCount,
      schemaCount: document.schemaCount,
      errorCount: document.errorCount,
      warningCount: document.warningCount,
      compileMs: document.compileMs,
    };
  });
}
