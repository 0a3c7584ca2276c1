import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endInvitations } from "./end-invitations.ts";
import { requireGovernable } from "./policy.ts";
import { SuspendUserInput, UserInput } from "./schema.ts";
import { readSignUpSettings } from "./sign-up-settings.ts";
import { lockFor } from "./store.ts";

/** Ends a person's sessions and stops their access tokens at once. Nobody suspends themselves or the last admin. */
export async function suspendUser(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "users.suspend");
  const { userId, reason } = read(SuspendUserInput, raw);
  if (userId === caller.userId) throw new Refusal("conflict", "You cannot suspend yourself.");
  requireRecentProof(ctx);
  await mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    if (user.status === "suspended") throw new Refusal("conflict", `${user.name} is suspended already.`);
    requireGovernable(caller, user.platformRole);
    if (user.platformRole === "admin") await requireOtherAdmin(tx, userId);
    await tx.user.update({ where: { id: userId }, data: { status: "suspended" } });
    const ended = await tx.session.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    await tx.emailToken.deleteMany({ where: { userId, usedAt: null } });
    const invitations = await endInvitations(tx, { userId }, ctx.now);
    await queueMail(tx, { to: user.email, template: "account-suspended", data: { reason }, now: ctx.now });
    const detail = { reason, endedSessions: ended.count, invitations };
    return {
      value: undefined,
      audit: { action: "user.suspended", target: userId, targetName: user.email, orgId: null, detail },
    };
  });
}

/** Lets a suspended person sign in again. Their sessions stay ended; their access tokens work again. */
export async function restoreUser(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "users.suspend");
  const { userId } = read(UserInput, raw);
  await mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    requireGovernable(caller, user.platformRole);
    // Who never confirmed the address was never let in, so where that is decided it is still to be decided.
    const isNewcomer = !user.emailVerifiedAt && (await readSignUpSettings(tx)).mode === "approval";
    const { count } = await tx.user.updateMany({
      where: { id: userId, status: "suspended" },
      data: { status: isNewcomer ? "pending" : "active" },
    });
    if (count === 0) throw new Refusal("conflict", `${user.name} is not suspended.`);
    const data = { signInPath: routes.signIn() };
    await queueMail(tx, { to: user.email, template: "account-restored", data, now: ctx.now });
    return {
      value: undefined,
      audit: { action: "user.restored", target: userId, targetName: user.email, orgId: null },
    };
  });
}

export async function findUser(tx: Tx, userId: string) {
  const select = {
    email: true,
    name: true,
    status: true,
    platformRole: true,
    emailVerifiedAt: true,
  } as const;
  const user = await tx.user.findUnique({ where: { id: userId, deletedAt: null }, select });
  if (!user) throw new Refusal("not_found", "This person does not exist.");
  return user;
}

/** Refuses what only makes sense for somebody who may sign in, and says what to do first. */
export function requireActive({ name, status }: Awaited<ReturnType<typeof findUser>>): void {
  if (status === "active") return;
  const why = status === "pending" ? "waits to be let in. Decide about them" : "is suspended. Restore them";
  throw new Refusal("conflict", `${name} ${why} first.`);
}

/** Refuses when nobody else could administer the portal; holds the lock until the transaction ends. */
export async function requireOtherAdmin(tx: Tx, userId: string): Promise<void> {
  await lockFor(tx, "admins");
  const others = await tx.user.count({
    where: { platformRole: "admin", status: "active", NOT: { id: userId } },
  });
  if (others === 0)
    throw new Refusal("conflict", "This is the last administrator. Make somebody else one first.");
}
