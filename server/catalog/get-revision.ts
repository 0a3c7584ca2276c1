import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { listFindings } from "#server/specs/index.ts";
import { findInsideVersion, REVISION_SELECT, toRevisionSummaries } from "./revision-rows.ts";
import { type RevisionDetail, RevisionRef } from "./schema.ts";

/** A revision with its diagnostics, for the publishing organisation and admins. */
export async function getRevision(ctx: Ctx, raw: unknown): Promise<RevisionDetail> {
  const { number, ...ref } = read(RevisionRef, raw);
  const version = await findInsideVersion(ctx, ref);
  const tx = reader(ctx);
  const row = await tx.revision.findUnique({
    where: { versionId_number: { versionId: version.id, number } },
    select: REVISION_SELECT,
  });
  if (!row) throw new Refusal("not_found", "This revision does not exist.");
  const [[summary], findings] = await Promise.all([
    toRevisionSummaries(tx, [row], version.currentRevisionId),
    listFindings(row.documentId, tx),
  ]);
  if (!summary) throw new Error("One row makes one summary.");
  return {
    ...summary,
    findings,
    api: version.api,
    version: { name: version.name, lifecycle: version.lifecycle },
  };
}
