import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireGovernable } from "./policy.ts";
import { EndSessionsInput } from "./schema.ts";
import { findUser } from "./suspend-user.ts";

/** Ends one or all of a person's sessions, for those who look after the portal, and tells the person. */
export async function endUserSessions(ctx: Ctx, raw: unknown): Promise<{ count: number }> {
  const caller = requirePlatform(ctx, "sessions.end");
  const { userId, sessionId } = read(EndSessionsInput, raw);
  return mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    requireGovernable(caller, user.platformRole);
    const { count } = await tx.session.updateMany({
      where: { userId, revokedAt: null, ...(sessionId && { id: sessionId }) },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("not_found", "There is no such session any more.");
    const data = { by: caller.name, signInPath: routes.signIn() };
    await queueMail(tx, { to: user.email, template: "sessions-ended", data, now: ctx.now });
    return {
      value: { count },
      audit: {
        action: "session.ended_for_user",
        target: userId,
        targetName: user.email,
        orgId: null,
        detail: { count, ...(sessionId && { session: sessionId }) },
      },
    };
  });
}
