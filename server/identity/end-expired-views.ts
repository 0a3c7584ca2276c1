import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";

/**
 * Writes down the end of each look through somebody's eyes whose time is over, once. Its session goes on pointing at it,
 * so that nothing is written there before the viewer has seen that it is over. Answers how many ended so.
 */
export async function endExpiredViews(ctx: Ctx): Promise<number> {
  const over = await reader(ctx).viewAs.findMany({
    where: { endedAt: null, endsAt: { lte: ctx.now } },
    orderBy: { endsAt: "asc" },
    take: 200,
    select: { id: true, viewerId: true, subjectId: true, orgId: true, endsAt: true },
  });
  let ended = 0;
  for (const { id, viewerId, subjectId, orgId, endsAt } of over) {
    ended += await mutate(ctx, async (tx) => {
      const { count } = await tx.viewAs.updateMany({
        where: { id, endedAt: null },
        data: { endedAt: endsAt },
      });
      if (count === 0) return { value: 0, audit: [] };
      const users = await tx.user.findMany({
        where: { id: { in: [viewerId, subjectId ?? viewerId] } },
        select: { id: true, name: true, email: true },
      });
      const subject = users.find((user) => user.id === subjectId)?.name;
      const viewer = users.find((user) => user.id === viewerId)?.email ?? viewerId;
      const detail = { view: id, viewer, endedAt: endsAt.toISOString(), because: "its time was over" };
      const target = { target: subjectId ?? id, ...(subject && { targetName: subject }), orgId };
      return { value: 1, audit: { action: "view.ended", ...target, detail } };
    });
  }
  return ended;
}
