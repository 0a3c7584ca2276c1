import { routes } from "#lib/routes.ts";
import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx, type PersonCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailConcerned } from "./access-mails.ts";
import { ACCESS_SELECT, type AccessRow, toAccessSummary } from "./access-rows.ts";
import { requirePublisher } from "./policy.ts";
import { requirePermission } from "./publishing-roles.ts";
import { type AccessSummary, DecideAccessInput } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

/** The publisher's yes, perhaps until a day, or no to an organisation that asked; both in words that are mailed. */
export async function decideAccess(ctx: Ctx, raw: unknown): Promise<AccessSummary> {
  const caller = requirePublisher(ctx);
  const { requestId, decision, answer, expiresAt } = read(DecideAccessInput, raw);
  const isGranted = decision === "grant";
  return mutate(ctx, async (tx) => {
    const row = await findRequest(tx, caller, requestId);
    if (isGranted && expiresAt && expiresAt <= ctx.now) {
      const message = "Give a day in the future, or none.";
      throw new Refusal("invalid_input", message, { expiresAt: message });
    }
    const decided = {
      state: isGranted ? ("granted" as const) : ("refused" as const),
      answer,
      expiresAt: isGranted ? expiresAt : null,
      decidedAt: ctx.now,
      decidedBy: actorIdOf(caller),
    };
    const { count } = await tx.accessRequest.updateMany({
      where: { id: row.id, state: "pending" },
      data: decided,
    });
    if (count !== 1) throw new Refusal("conflict", "This request is no longer open.");
    await announce(tx, `api:${row.apiId}`);
    const orgName = orgOf(await orgBriefs(tx, [row.orgId]), row.orgId).name;
    const until = decided.expiresAt?.toISOString().slice(0, 10) ?? null;
    const data = { apiName: row.api.name, orgName, isGranted, answer, until, path: routes.api(row.api.slug) };
    await mailConcerned(tx, { id: row.orgId, userId: row.requestedBy }, "access-decided", data, ctx.now);
    const draft = {
      action: isGranted ? "access.granted" : "access.refused",
      target: row.id,
      targetName: `${orgName} → ${row.api.name}`,
      detail: { apiId: row.apiId, answer, ...(until && { until }) },
    };
    const value = toAccessSummary({ ...row, ...decided }, ctx.now);
    return { value, audit: [draft, { ...draft, orgId: row.orgId }] };
  });
}

/** A request for one of the caller's own APIs, for those who may answer it; anybody else's does not exist. */
export async function findRequest(tx: Tx, caller: PersonCaller, requestId: string): Promise<AccessRow> {
  const row = await tx.accessRequest.findFirst({
    where: { id: requestId, api: { orgId: caller.orgId } },
    select: ACCESS_SELECT,
  });
  if (!row) throw new Refusal("not_found", "This request for access does not exist.");
  await requirePermission(tx, caller, "decide_access", [row.apiId]);
  return row;
}
