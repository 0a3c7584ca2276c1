import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { readableApis } from "./policy.ts";
import { PORTAL_API } from "./schema.ts";

/** Whether the portal's own API is an entry of the catalog that the caller may see. */
export async function hasPortalApi(ctx: Ctx): Promise<boolean> {
  const where = { AND: [{ slug: PORTAL_API.slug }, readableApis(ctx)] };
  return (await reader(ctx).api.count({ where })) > 0;
}
