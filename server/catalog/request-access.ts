import { routes } from "#lib/routes.ts";
import { actorIdOf, type Ctx, requireConfirmedRole } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailDeciders } from "./access-mails.ts";
import { ACCESS_SELECT, askAgainAt, stateOf, toAccessSummary } from "./access-rows.ts";
import { knownApis } from "./policy.ts";
import { type AccessSummary, RequestAccessInput } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

/** Asks, for the caller's organisation, to read an API that is listed with access on request. Its publisher is mailed. */
export async function requestAccess(ctx: Ctx, raw: unknown): Promise<AccessSummary> {
  const caller = requireConfirmedRole(ctx, "developer", "apps:write");
  const { api: ref, reason } = read(RequestAccessInput, raw);
  return mutate(ctx, async (tx) => {
    const api = await tx.api.findFirst({
      where: { AND: [{ OR: [{ slug: ref }, { id: ref }] }, knownApis(ctx)] },
      select: { id: true, slug: true, name: true, orgId: true, teamId: true, visibility: true },
    });
    if (!api) throw new Refusal("not_found", "This API does not exist.");
    if (api.visibility !== "on_request" || api.orgId === caller.orgId)
      throw new Refusal("conflict", "Your organisation can read this API already.");
    const where = { apiId: api.id, orgId: caller.orgId };
    const asked = { state: "pending", requestedBy: actorIdOf(caller), reason, createdAt: ctx.now } as const;
    const open = { ...asked, decidedBy: null, decidedAt: null, answer: "", expiresAt: null };
    // Of two who ask at once one writes; the other is told that it is asked.
    const { count } = await tx.accessRequest.createMany({
      data: [{ id: newId("acc", ctx.now), ...where, ...open }],
      skipDuplicates: true,
    });
    if (count === 0) {
      const current = await tx.accessRequest.findUniqueOrThrow({ where: { apiId_orgId: where } });
      refuseUnlessOver(current, ctx.now);
      const reopened = await tx.accessRequest.updateMany({
        where: { id: current.id, state: current.state, decidedAt: current.decidedAt },
        data: open,
      });
      if (reopened.count !== 1) throw new Refusal("conflict", "A colleague has just asked.");
    }
    const row = await tx.accessRequest.findUniqueOrThrow({
      where: { apiId_orgId: where },
      select: ACCESS_SELECT,
    });
    const orgName = orgOf(await orgBriefs(tx, [caller.orgId]), caller.orgId).name;
    const data = { apiName: api.name, orgName, person: caller.name, reason };
    await mailDeciders(tx, api, { ...data, path: routes.publishRequests() }, ctx.now);
    const draft = {
      action: "access.requested",
      target: row.id,
      targetName: `${orgName} → ${api.name}`,
      detail: { apiId: api.id, reason },
    };
    return { value: toAccessSummary(row, ctx.now), audit: [draft, { ...draft, orgId: api.orgId }] };
  });
}

function refuseUnlessOver(
  row: { state: Parameters<typeof stateOf>[0]["state"]; expiresAt: Date | null; decidedAt: Date | null },
  now: Date,
): void {
  const state = stateOf(row, now);
  if (state === "pending")
    throw new Refusal("conflict", "Your organisation has asked already. The publisher decides.");
  if (state === "granted") throw new Refusal("conflict", "Your organisation has access already.");
  if (askAgainAt(row, now))
    throw new Refusal("limit_reached", "The publisher has just said no. Ask again after a day.");
}
