import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { ACCESS_SELECT, toAccessSummary } from "./access-rows.ts";
import { knownApis } from "./policy.ts";
import { type AccessSummary, ApiRef } from "./schema.ts";

/** How the caller's organisation stands with an API that is given on request; null when it never asked. */
export async function findAccess(ctx: Ctx, raw: unknown): Promise<AccessSummary | null> {
  const { api: ref } = read(ApiRef, raw);
  const { caller } = ctx;
  if (caller.kind !== "member" && caller.kind !== "token") return null;
  const row = await reader(ctx).accessRequest.findFirst({
    where: {
      orgId: caller.orgId,
      api: { AND: [{ OR: [{ slug: ref }, { id: ref }] }, { visibility: "on_request" }, knownApis(ctx)] },
    },
    select: ACCESS_SELECT,
  });
  return row && toAccessSummary(row, ctx.now);
}
