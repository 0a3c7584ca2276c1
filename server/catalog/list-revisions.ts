import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { findInsideVersion, REVISION_SELECT, toRevisionSummaries } from "./revision-rows.ts";
import { type RevisionSummary, VersionRef } from "./schema.ts";

/** The newest hundred revisions of a version, newest first, for the publishing organisation and admins. */
export async function listRevisions(ctx: Ctx, raw: unknown): Promise<RevisionSummary[]> {
  const version = await findInsideVersion(ctx, read(VersionRef, raw));
  const tx = reader(ctx);
  const rows = await tx.revision.findMany({
    where: { versionId: version.id },
    orderBy: { number: "desc" },
    take: 100,
    select: REVISION_SELECT,
  });
  return toRevisionSummaries(tx, rows, version.currentRevisionId);
}
