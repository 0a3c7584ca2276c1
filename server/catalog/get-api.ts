import { mayPublish } from "#lib/publishing-permissions.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { listChanges } from "./list-changes.ts";
import { listPlans } from "./list-plans.ts";
import { isInsider, knownApis } from "./policy.ts";
import { findRole } from "./publishing-roles.ts";
import { type ApiDetail, ApiRef } from "./schema.ts";
import { apiSelect, orgBriefs, toApiSummaries, toVersionSummaries } from "./store.ts";

/** Everything of an API that the caller may see, by slug or id; of one that is only listed its entry and its plans. */
export async function getApi(ctx: Ctx, raw: unknown): Promise<ApiDetail> {
  const { api: ref } = read(ApiRef, raw);
  const tx = reader(ctx);
  const row = await tx.api.findFirst({
    where: { AND: [{ OR: [{ slug: ref }, { id: ref }] }, knownApis(ctx)] },
    select: {
      ...apiSelect(ctx),
      teamId: true,
      descriptionMd: true,
      descriptionHtml: true,
      supportUrl: true,
      audiences: { select: { orgId: true } },
      guides: {
        orderBy: [{ position: "asc" }, { title: "asc" }],
        select: { id: true, slug: true, title: true, summary: true, position: true },
      },
    },
  });
  if (!row) throw new Refusal("not_found", "This API does not exist.");
  const [[summary], role, versions, plans, changes, audiences] = await Promise.all([
    toApiSummaries(tx, ctx, [row]),
    findRole(tx, ctx.caller, row),
    toVersionSummaries(tx, row.versions),
    listPlans(ctx, { api: row.id }),
    listChanges(ctx, { api: row.id, limit: 10 }),
    isInsider(ctx.caller, row.orgId)
      ? orgBriefs(
          tx,
          row.audiences.map(({ orgId }) => orgId),
        )
      : new Map<string, never>(),
  ]);
  if (!summary) throw new Error("One row makes one summary.");
  return {
    ...summary,
    versions,
    plans,
    changes,
    ...(summary.isReadable
      ? { guides: row.guides, descriptionMd: row.descriptionMd, descriptionHtml: row.descriptionHtml }
      : { guides: [], descriptionMd: "", descriptionHtml: "" }),
    supportUrl: row.supportUrl,
    teamId: row.teamId,
    audiences: [...audiences.values()],
    role,
    isMine: mayPublish(role, "edit"),
  };
}
