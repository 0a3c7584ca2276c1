import { mayPublish } from "#lib/publishing-permissions.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { readableApis } from "./policy.ts";
import { findRole } from "./publishing-roles.ts";
import { type VersionDetail, VersionRef } from "./schema.ts";
import { apiSelect, toApiSummaries, toVersionSummaries } from "./store.ts";

/** A version that the caller may see, with the document of its current revision. */
export async function getVersion(ctx: Ctx, raw: unknown): Promise<VersionDetail> {
  const ref = read(VersionRef, raw);
  const tx = reader(ctx);
  const row = await tx.api.findFirst({
    where: { AND: [{ OR: [{ slug: ref.api }, { id: ref.api }] }, readableApis(ctx)] },
    select: apiSelect(ctx),
  });
  // Of an API's versions only those that the caller may see were selected.
  const versionRow = row?.versions.find(({ name, id }) => name === ref.version || id === ref.version);
  if (!row || !versionRow) throw new Refusal("not_found", "This version does not exist.");
  const [[api], [version], role] = await Promise.all([
    toApiSummaries(tx, ctx, [row]),
    toVersionSummaries(tx, [versionRow]),
    findRole(tx, ctx.caller, row),
  ]);
  if (!api || !version) throw new Error("One row makes one summary.");
  return {
    ...version,
    api,
    documentId: version.revision?.documentId ?? null,
    isMine: mayPublish(role, "edit"),
  };
}
