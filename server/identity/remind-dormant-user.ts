import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { RemindDormantInput } from "./schema.ts";

const AGAIN_AFTER_DAYS = 7;

/** Asks a person by mail whether they still need their account; at most once a week. */
export async function remindDormantUser(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "users.suspend");
  const { userId } = read(RemindDormantInput, raw);
  await mutate(ctx, async (tx) => {
    const user = await tx.user.findUnique({
      where: { id: userId },
      select: { email: true, status: true, lastSeenAt: true, createdAt: true },
    });
    if (!user) throw new Refusal("not_found", "This person does not exist.");
    if (user.status !== "active") throw new Refusal("conflict", "This account is not active.");
    const weekAgo = new Date(ctx.now.getTime() - AGAIN_AFTER_DAYS * DAY_MS);
    const { count } = await tx.user.updateMany({
      where: { id: userId, OR: [{ dormantMailAt: null }, { dormantMailAt: { lt: weekAgo } }] },
      data: { dormantMailAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "They were asked within the last week.");
    const unused = ctx.now.getTime() - (user.lastSeenAt ?? user.createdAt).getTime();
    const data = { days: Math.max(1, Math.floor(unused / DAY_MS)), signInPath: routes.signIn() };
    await queueMail(tx, { to: user.email, template: "account-unused", data, now: ctx.now });
    return {
      value: undefined,
      audit: { action: "user.dormant_reminded", target: userId, targetName: user.email, orgId: null },
    };
  });
}
