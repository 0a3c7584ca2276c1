import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { readableApis, readableVersions } from "./policy.ts";
import { ApiRef } from "./schema.ts";
import { NEWEST_FIRST } from "./store.ts";

export interface VersionDocument {
  version: string;
  documentId: string;
}

/** The current documents of an API's versions, as far as the caller may see them; newest first. */
export async function listVersionDocuments(ctx: Ctx, raw: unknown): Promise<VersionDocument[]> {
  const { api } = read(ApiRef, raw);
  const rows = await reader(ctx).version.findMany({
    where: {
      AND: [
        readableVersions(ctx),
        { api: { AND: [{ OR: [{ slug: api }, { id: api }] }, readableApis(ctx)] } },
      ],
      currentRevision: { isNot: null },
    },
    orderBy: NEWEST_FIRST,
    select: { name: true, currentRevision: { select: { documentId: true } } },
  });
  return rows.flatMap(({ name, currentRevision }) =>
    currentRevision ? [{ version: name, documentId: currentRevision.documentId }] : [],
  );
}
