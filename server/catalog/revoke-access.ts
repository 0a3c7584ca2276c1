import { routes } from "#lib/routes.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailConcerned } from "./access-mails.ts";
import { toAccessSummary } from "./access-rows.ts";
import { findRequest } from "./decide-access.ts";
import { endSubscriptions } from "./end-subscriptions.ts";
import { requirePublisher } from "./policy.ts";
import { type AccessSummary, RevokeAccessInput } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

/** Takes granted access back: nothing is read and no call goes through from now on. */
export async function revokeAccess(ctx: Ctx, raw: unknown): Promise<AccessSummary> {
  const caller = requirePublisher(ctx);
  const { requestId, answer } = read(RevokeAccessInput, raw);
  return mutate(ctx, async (tx) => {
    const row = await findRequest(tx, caller, requestId);
    const ended = { state: "revoked", answer, decidedAt: ctx.now, decidedBy: actorIdOf(caller) } as const;
    const { count } = await tx.accessRequest.updateMany({
      where: { id: row.id, state: "granted" },
      data: ended,
    });
    if (count !== 1) throw new Refusal("conflict", "This organisation has no access that could be revoked.");
    const subscriptions = await endSubscriptions(tx, ctx, row.apiId, [row.orgId]);
    const orgName = orgOf(await orgBriefs(tx, [row.orgId]), row.orgId).name;
    const reason = answer && `The publisher wrote: ${answer}`;
    const data = { apiName: row.api.name, orgName, reason, path: routes.api(row.api.slug) };
    await mailConcerned(tx, { id: row.orgId, userId: row.requestedBy }, "access-ended", data, ctx.now);
    const draft = {
      action: "access.revoked",
      target: row.id,
      targetName: `${orgName} → ${row.api.name}`,
      detail: { apiId: row.apiId, answer, subscriptionsEnded: subscriptions.length },
    };
    const value = toAccessSummary({ ...row, ...ended }, ctx.now);
    return { value, audit: [draft, { ...draft, orgId: row.orgId }, ...subscriptions] };
  });
}
