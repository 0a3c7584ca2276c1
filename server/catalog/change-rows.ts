import type { Prisma } from "#prisma/generated/client.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { readableApis, readableVersions } from "./policy.ts";
import type { ChangeSummary } from "./schema.ts";

/** Newest changes of visible APIs; what is about a version the caller may not see is left out. */
export async function findChanges(
  ctx: Ctx,
  where: Prisma.ApiWhereInput,
  limit: number,
): Promise<ChangeSummary[]> {
  const rows = await reader(ctx).changelogEntry.findMany({
    where: {
      api: { AND: [where, readableApis(ctx)] },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    // Some may fall away below: entries about versions that went back behind the curtain are rare.
    take: limit * 2,
    select: {
      id: true,
      at: true,
      title: true,
      markdown: true,
      html: true,
      versionId: true,
      api: { select: { slug: true, name: true } },
    },
  });
  const versions = await reader(ctx).version.findMany({
    where: {
      AND: [{ id: { in: rows.flatMap(({ versionId }) => versionId ?? []) } }, readableVersions(ctx)],
    },
    select: { id: true, name: true },
  });
  return rows
    .flatMap(({ versionId, ...change }) => {
      const version = versions.find(({ id }) => id === versionId);
      return versionId && !version ? [] : { ...change, version: version?.name ?? null };
    })
    .slice(0, limit);
}
