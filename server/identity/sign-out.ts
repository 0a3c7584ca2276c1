import { asViewer, type Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";

/** Ends the caller's session, so that a copy of its cookie is worth nothing. For a visitor there is nothing to do. */
export async function signOut(ctx: Ctx): Promise<void> {
  const own = asViewer(ctx);
  const { caller } = own;
  if (caller.kind !== "member") return;
  await mutate(own, async (tx) => {
    await tx.session.updateMany({
      where: { id: caller.sessionId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    await tx.viewAs.updateMany({
      where: { sessionId: caller.sessionId, endedAt: null },
      data: { endedAt: ctx.now },
    });
    return {
      value: undefined,
      audit: { action: "user.signed_out", target: caller.userId, targetName: caller.email },
    };
  });
}
