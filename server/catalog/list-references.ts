import { z } from "zod";
import { isStorable } from "#lib/storable.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { knownApis, readableApis, readableVersions } from "./policy.ts";
import type { Page, ReferenceSummary } from "./schema.ts";
import { NEWEST_FIRST } from "./store.ts";

const ListReferencesInput = z.object({
  after: z.string().max(100).refine(isStorable, "Not one of ours.").optional(),
  limit: z.number().int().min(1).max(1_000).default(500),
});

/** The APIs the caller may see with what of them has pages, by slug: for site maps and catalogs of links. */
export async function listReferences(ctx: Ctx, raw: unknown = {}): Promise<Page<ReferenceSummary>> {
  const { after, limit } = read(ListReferencesInput, raw);
  const rows = await reader(ctx).api.findMany({
    where: { AND: [knownApis(ctx), after ? { slug: { gt: after } } : {}] },
    orderBy: { slug: "asc" },
    take: limit + 1,
    select: {
      slug: true,
      name: true,
      summary: true,
      updatedAt: true,
      guides: { where: { api: readableApis(ctx) }, orderBy: { position: "asc" }, select: { slug: true } },
      versions: {
        where: readableVersions(ctx),
        orderBy: NEWEST_FIRST,
        select: {
          name: true,
          lifecycle: true,
          currentRevision: { select: { documentId: true, createdAt: true } },
        },
      },
    },
  });
  const items = rows.slice(0, limit).map(({ guides, versions, ...api }) => ({
    ...api,
    guides: guides.map(({ slug }) => slug),
    versions: versions.flatMap(({ currentRevision, ...version }) =>
      currentRevision
        ? [{ ...version, documentId: currentRevision.documentId, changedAt: currentRevision.createdAt }]
        : [],
    ),
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.slug ?? null) : null };
}
