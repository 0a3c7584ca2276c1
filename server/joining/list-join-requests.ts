import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { requireKeeper } from "./policy.ts";
import type { JoinRequestSummary } from "./schema.ts";

const MOST = 200;

/** Who waits to be let in to the organisation that the session acts for, the longest wait first. */
export async function listJoinRequests(ctx: Ctx): Promise<JoinRequestSummary[]> {
  const { orgId } = requireKeeper(ctx, "keep_members");
  const rows = await reader(ctx).joinRequest.findMany({
    where: {
      orgId,
      state: "pending",
      user: { status: "active", memberships: { none: { orgId } } },
    },
    orderBy: { createdAt: "asc" },
    take: MOST,
    select: { id: true, domain: true, createdAt: true, user: { select: { name: true, email: true } } },
  });
  return rows.map(({ user, ...row }) => ({ ...row, ...user }));
}
