import { asViewer, type Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { requireMember } from "./policy.ts";

/** Ends the look through somebody's eyes, or leaves one that is over; without one there is nothing to do. */
export async function endView(ctx: Ctx): Promise<void> {
  const { viewAs, overView, sessionId, userId, orgId } = requireMember(ctx);
  if (overView) {
    await mutate(asViewer(ctx), async (tx) => {
      await tx.viewAs.updateMany({ where: { id: overView, endedAt: null }, data: { endedAt: ctx.now } });
      await tx.session.updateMany({ where: { id: sessionId, viewAsId: overView }, data: { viewAsId: null } });
      const audit = { action: "view.left", target: overView, orgId: null };
      return { value: undefined, audit };
    });
    return;
  }
  if (!viewAs) return;
  await mutate(asViewer(ctx), async (tx) => {
    const { count } = await tx.viewAs.updateMany({
      where: { id: viewAs.id, endedAt: null },
      data: { endedAt: ctx.now },
    });
    await tx.session.updateMany({ where: { id: sessionId, viewAsId: viewAs.id }, data: { viewAsId: null } });
    if (count === 0) return { value: undefined, audit: [] };
    const isPerson = userId !== viewAs.viewer.userId;
    return {
      value: undefined,
      audit: {
        action: "view.ended",
        target: isPerson ? userId : viewAs.id,
        targetName: viewAs.subject,
        orgId: orgId === viewAs.viewer.orgId ? null : orgId,
        detail: { view: viewAs.id },
      },
    };
  });
}
