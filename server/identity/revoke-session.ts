import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import { SessionInput } from "./schema.ts";

/** Ends one of the person's sessions; its next request is a visitor's. */
export async function revokeSession(ctx: Ctx, raw: unknown): Promise<void> {
  const { userId } = requireMember(ctx);
  const { sessionId } = read(SessionInput, raw);
  await mutate(ctx, async (tx) => {
    const ended = await tx.session.updateMany({
      where: { id: sessionId, userId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (ended.count === 0) throw new Refusal("not_found", "This session does not exist or has ended.");
    return { value: undefined, audit: { action: "session.revoked", target: sessionId } };
  });
}

/** Ends all of the person's sessions but the one asking; answers how many. */
export async function revokeOtherSessions(ctx: Ctx): Promise<{ count: number }> {
  const { userId, sessionId, email } = requireMember(ctx);
  return mutate(ctx, async (tx) => {
    const where = { userId, revokedAt: null, NOT: { id: sessionId } };
    const { count } = await tx.session.updateMany({ where, data: { revokedAt: ctx.now } });
    return {
      value: { count },
      audit: { action: "session.others_revoked", target: userId, targetName: email, detail: { count } },
    };
  });
}
