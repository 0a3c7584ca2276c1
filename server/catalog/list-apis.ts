import { isStorable } from "#lib/storable.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { knownApis, requirePublisherReader } from "./policy.ts";
import { type ApiSummary, ListApisInput, type Page } from "./schema.ts";
import { apiSelect, toApiSummaries } from "./store.ts";

/** The APIs the caller may see, by slug; with `mine` those of the caller's own organisation. */
export async function listApis(ctx: Ctx, raw: unknown = {}): Promise<Page<ApiSummary>> {
  const { mine, cursor, limit } = read(ListApisInput, raw);
  const tx = reader(ctx);
  const after = cursor && Buffer.from(cursor, "base64url").toString();
  if (after && !isStorable(after)) {
    throw new Refusal("invalid_input", "This cursor is not one of ours.", { cursor: "Not one of ours." });
  }
  const rows = await tx.api.findMany({
    where: {
      AND: [
        mine ? { orgId: requirePublisherReader(ctx).orgId } : knownApis(ctx),
        after ? { slug: { gt: after } } : {},
      ],
    },
    orderBy: { slug: "asc" },
    take: limit + 1,
    select: apiSelect(ctx),
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: await toApiSummaries(tx, ctx, rows.slice(0, limit)),
    next: last ? Buffer.from(last.slug).toString("base64url") : null,
  };
}
