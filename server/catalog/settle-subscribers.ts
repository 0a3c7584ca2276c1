import { counted } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailConcerned } from "./access-mails.ts";
import { endSubscriptions, findStranded } from "./end-subscriptions.ts";
import type { Visibility } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

interface Narrowed {
  id: string;
  slug: string;
  name: string;
  visibility: Visibility;
  subscribers: "keep" | "end" | undefined;
}

/**
 * After fewer may read an API: those who use it and are now left out keep their access by name or by grant, or lose it
 * and are told, as the publisher chose. Without a choice the change is refused with how many it would be.
 */
export async function settleSubscribers(tx: Tx, ctx: Ctx, api: Narrowed): Promise<AuditDraft[]> {
  const stranded = await findStranded(tx, api.id, ctx.now);
  const orgIds = [...new Set(stranded.map(({ orgId }) => orgId))];
  if (orgIds.length === 0) return [];
  if (api.subscribers === "keep") return keep(tx, ctx, api, orgIds);
  if (api.subscribers === "end") return end(tx, ctx, api, orgIds);
  const apps = counted(new Set(stranded.map(({ appId }) => appId)).size, "app");
  const organisations = counted(orgIds.length, "organisation");
  const message = `${apps} of ${organisations} would lose access. Say whether they keep it.`;
  throw new Refusal("conflict", message, { subscribers: message });
}

async function keep(tx: Tx, ctx: Ctx, api: Narrowed, orgIds: string[]): Promise<AuditDraft[]> {
  if (api.visibility === "organisations") {
    await tx.apiAudience.createMany({
      data: orgIds.map((orgId) => ({ apiId: api.id, orgId })),
      skipDuplicates: true,
    });
  } else {
    const { caller } = ctx;
    const by = caller.kind === "member" || caller.kind === "token" ? actorIdOf(caller) : "";
    const granted = { state: "granted", decidedAt: ctx.now, decidedBy: by, expiresAt: null } as const;
    const reason = "Used this API before access was by request.";
    for (const orgId of orgIds) {
      const asked = { apiId: api.id, orgId, requestedBy: by, reason, createdAt: ctx.now };
      await tx.accessRequest.upsert({
        where: { apiId_orgId: { apiId: api.id, orgId } },
        create: { ...asked, ...granted, id: newId("acc", ctx.now) },
        update: granted,
      });
    }
  }
  return orgIds.map((orgId) => ({
    action: "access.kept",
    target: api.id,
    targetName: api.name,
    detail: { organisation: orgId },
  }));
}

async function end(tx: Tx, ctx: Ctx, api: Narrowed, orgIds: string[]): Promise<AuditDraft[]> {
  const ended = await endSubscriptions(tx, ctx, api.id, orgIds);
  const orgs = await orgBriefs(tx, orgIds);
  const reason = "The publisher opens it to fewer organisations than before.";
  for (const id of orgIds) {
    const data = { apiName: api.name, orgName: orgOf(orgs, id).name, reason, path: routes.api(api.slug) };
    await mailConcerned(tx, { id, userId: null }, "access-ended", data, ctx.now);
  }
  return ended;
}
