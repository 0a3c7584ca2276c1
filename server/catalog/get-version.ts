import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mayPublishFor, visibleApis } from "./policy.ts";
import { type VersionDetail, VersionRef } from "./schema.ts";
import { apiSelect, toApiSummaries, toVersionSummaries } from "./store.ts";

/** A version that the caller may see, with the document of its current revision. */
export async function getVersion(ctx: Ctx, raw: unknown): Promise<VersionDetail> {
  const ref = read(VersionRef, raw);
  const tx = reader(ctx);
  const row = await tx.api.findFirst({
    where: { AND: [{ OR: [{ slug: ref.api }, { id: ref.api }] }, visibleApis(ctx.caller)] },
    select: apiSelect(ctx.caller),
  });
  // Of an API's versions only those that the caller may see were selected.
  const versionRow = row?.versions.find(({ name, id }) => name === ref.version || id === ref.version);
  if (!row || !versionRow) throw new Refusal("not_found", "This version does not exist.");
  const [[api], [version]] = await Promise.all([
    toApiSummaries(tx, [row]),
    toVersionSummaries(tx, [versionRow]),
  ]);
  if (!api || !version) throw new Error("One row makes one summary.");
  return {
    ...version,
    api,
    documentId: version.revision?.documentId ?? null,
    isMine: mayPublishFor(ctx.caller, row.orgId),
  };
}
