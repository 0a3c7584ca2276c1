import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";

/** Ends the caller's session, so that a copy of its cookie is worth nothing. For a visitor there is nothing to do. */
export async function signOut(ctx: Ctx): Promise<void> {
  const { caller } = ctx;
  if (caller.kind !== "member") return;
  await mutate(ctx, async (tx) => {
    await tx.session.updateMany({
      where: { id: caller.sessionId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    return {
      value: undefined,
      audit: { action: "user.signed_out", target: caller.userId, targetName: caller.email },
    };
  });
}
