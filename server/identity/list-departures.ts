import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { requireOrganiser } from "./policy.ts";
import type { DepartureSummary } from "./schema.ts";

const MOST = 100;

/** Who left the organisation that the session acts for or was removed, newest first. */
export async function listDepartures(ctx: Ctx): Promise<DepartureSummary[]> {
  const { orgId } = requireOrganiser(ctx, "read_activity");
  const rows = await reader(ctx).departure.findMany({
    where: { orgId },
    orderBy: { leftAt: "desc" },
    take: MOST,
    select: { userId: true, name: true, email: true, role: true, leftAt: true, removedBy: true },
  });
  return rows.map(({ removedBy, ...row }) => ({ ...row, wasRemoved: removedBy !== null }));
}
