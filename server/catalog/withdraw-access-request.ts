import { actorIdOf, type Ctx, requireConfirmedRole } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { ACCESS_SELECT, toAccessSummary } from "./access-rows.ts";
import { type AccessSummary, ApiRef } from "./schema.ts";

/** Takes back what the caller's organisation asked for, as long as nobody has answered. */
export async function withdrawAccessRequest(ctx: Ctx, raw: unknown): Promise<AccessSummary> {
  const caller = requireConfirmedRole(ctx, "developer", "apps:write");
  const { api: ref } = read(ApiRef, raw);
  return mutate(ctx, async (tx) => {
    const row = await tx.accessRequest.findFirst({
      where: { orgId: caller.orgId, api: { OR: [{ slug: ref }, { id: ref }] } },
      select: ACCESS_SELECT,
    });
    if (!row) throw new Refusal("not_found", "Your organisation has not asked for this API.");
    const { count } = await tx.accessRequest.updateMany({
      where: { id: row.id, state: "pending" },
      data: { state: "withdrawn", decidedAt: ctx.now, decidedBy: actorIdOf(caller) },
    });
    if (count !== 1)
      throw new Refusal("conflict", "This request has been answered, so it cannot be withdrawn.");
    const draft = {
      action: "access.withdrawn",
      target: row.id,
      targetName: row.api.name,
      detail: { apiId: row.apiId },
    };
    const value = toAccessSummary({ ...row, state: "withdrawn", decidedAt: ctx.now }, ctx.now);
    return { value, audit: [draft, { ...draft, orgId: row.api.orgId }] };
  });
}
