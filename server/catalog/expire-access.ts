import { routes } from "#lib/routes.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { mailConcerned } from "./access-mails.ts";
import { ACCESS_SELECT, type AccessRow } from "./access-rows.ts";
import { endSubscriptions } from "./end-subscriptions.ts";
import { orgBriefs, orgOf } from "./store.ts";

const BATCH = 100;

/** Says of granted access that it has run out, ends what lived on it and tells the organisation. It was refused already. */
export async function expireAccess(ctx: Ctx): Promise<number> {
  const rows = await reader(ctx).accessRequest.findMany({
    where: { state: "granted", expiresAt: { lte: ctx.now } },
    orderBy: { expiresAt: "asc" },
    take: BATCH,
    select: ACCESS_SELECT,
  });
  let expired = 0;
  for (const row of rows) if (await expire(ctx, row)) expired++;
  return expired;
}

function expire(ctx: Ctx, row: AccessRow): Promise<boolean> {
  return mutate(ctx, async (tx) => {
    const { count } = await tx.accessRequest.updateMany({
      where: { id: row.id, state: "granted", expiresAt: { lte: ctx.now } },
      data: { state: "expired" },
    });
    if (count !== 1) return { value: false, audit: [] };
    const subscriptions = await endSubscriptions(tx, ctx, row.apiId, [row.orgId]);
    const orgName = orgOf(await orgBriefs(tx, [row.orgId]), row.orgId).name;
    const reason = "It was granted until today.";
    const data = { apiName: row.api.name, orgName, reason, path: routes.api(row.api.slug) };
    await mailConcerned(tx, { id: row.orgId, userId: row.requestedBy }, "access-ended", data, ctx.now);
    const draft = {
      action: "access.expired",
      target: row.id,
      targetName: `${orgName} → ${row.api.name}`,
      detail: { apiId: row.apiId, subscriptionsEnded: subscriptions.length },
    };
    const audit = [{ ...draft, orgId: row.api.orgId }, { ...draft, orgId: row.orgId }, ...subscriptions];
    return { value: true, audit };
  });
}
