import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { describeDevice } from "./describe-device.ts";
import { requireMember } from "./policy.ts";
import type { SessionSummary } from "./schema.ts";

/** Where the person is signed in; the session asking comes first. */
export async function listSessions(ctx: Ctx): Promise<SessionSummary[]> {
  const { userId, sessionId } = requireMember(ctx);
  const rows = await reader(ctx).session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: ctx.now } },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, userAgent: true, address: true },
    take: 100,
  });
  return rows
    .map(({ userAgent, ...row }) => ({
      ...row,
      device: describeDevice(userAgent),
      isCurrent: row.id === sessionId,
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}
