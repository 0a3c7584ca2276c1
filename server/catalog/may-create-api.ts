import { isAllowedSomewhere } from "#lib/organisation-permissions.ts";
import { mayPublish } from "#lib/publishing-permissions.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";

/** Whether the caller could make an API: for a team of theirs, or by a role that they were given for every API. */
export async function mayCreateApi(ctx: Ctx): Promise<boolean> {
  const { caller } = ctx;
  if (caller.kind !== "member" || !caller.isPublisher) return false;
  if (isAllowedSomewhere(caller, "publish_apis")) return true;
  const grants = await reader(ctx).publishingGrant.findMany({
    where: { orgId: caller.orgId, userId: caller.userId, apiId: null },
    select: { role: true },
  });
  return grants.some(({ role }) => mayPublish(role, "edit"));
}
