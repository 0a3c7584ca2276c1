import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { findDoors } from "./doors.ts";
import { requireMember } from "./policy.ts";
import type { JoinOffer } from "./schema.ts";
import { ASK_AGAIN_MS } from "./store.ts";

/** The organisations that the person may join by their confirmed address. Without one they learn of none. */
export async function listJoinOffers(ctx: Ctx): Promise<JoinOffer[]> {
  const { userId } = requireMember(ctx);
  const tx = reader(ctx);
  const doors = await findDoors(tx, userId);
  if (doors.length === 0) return [];
  const since = new Date(ctx.now.getTime() - ASK_AGAIN_MS);
  const asked = await tx.joinRequest.findMany({
    where: { userId, OR: [{ state: "pending" }, { state: "refused", decidedAt: { gt: since } }] },
    orderBy: { createdAt: "desc" },
    select: { id: true, orgId: true, state: true, createdAt: true, decidedAt: true },
  });
  return doors.map(({ orgId, orgName, domain, role, isAtOnce }) => {
    const request = asked.find((one) => one.orgId === orgId && one.state === "pending");
    const no = asked.find((one) => one.orgId === orgId && one.state === "refused");
    return {
      ...{ orgId, orgName, domain, role, isAtOnce },
      request: request ? { id: request.id, createdAt: request.createdAt } : null,
      askAgainAt: no?.decidedAt ? new Date(no.decidedAt.getTime() + ASK_AGAIN_MS) : null,
    };
  });
}
