import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { isAttemptFree } from "./attempts.ts";
import { DeclineNewcomerInput, UserInput, type WaitingPerson } from "./schema.ts";

const MOST_SHOWN = 200;
const WAITING = { status: "pending", emailVerifiedAt: { not: null }, deletedAt: null } as const;
const GONE = "Nobody with this id waits any more. Somebody else may have decided.";

/** Who has confirmed their address and waits to be let in, the longest wait first. */
export async function listNewcomers(ctx: Ctx): Promise<{ rows: WaitingPerson[]; total: number }> {
  requirePlatform(ctx, "users.read");
  const tx = reader(ctx);
  const rows = await tx.user.findMany({
    where: WAITING,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MOST_SHOWN,
    select: { id: true, email: true, name: true, createdAt: true },
  });
  return { rows, total: await tx.user.count({ where: WAITING }) };
}

/** Lets a waiting person in, and tells them. Of two administrators at once, the second learns that it is decided. */
export async function approveNewcomer(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "users.write");
  const { userId } = read(UserInput, raw);
  await mutate(ctx, async (tx) => {
    const { email } = await findWaiting(tx, userId);
    const { count } = await tx.user.updateMany({
      where: { id: userId, ...WAITING },
      data: { status: "active" },
    });
    if (count === 0) throw new Refusal("not_found", GONE);
    const data = { signInPath: routes.signIn() };
    await queueMail(tx, { to: email, template: "newcomer-approved", data, now: ctx.now });
    return {
      value: undefined,
      audit: { action: "user.approved", target: userId, targetName: email, orgId: null },
    };
  });
}

/** Turns a waiting person away, tells them, and keeps nothing of the account that never was. */
export async function declineNewcomer(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "users.write");
  const { userId, reason } = read(DeclineNewcomerInput, raw);
  await mutate(ctx, async (tx) => {
    const { email } = await findWaiting(tx, userId);
    await tx.organisation.deleteMany({ where: { isPersonal: true, memberships: { some: { userId } } } });
    const { count } = await tx.user.deleteMany({ where: { id: userId, ...WAITING } });
    if (count === 0) throw new Refusal("not_found", GONE);
    await queueMail(tx, { to: email, template: "newcomer-declined", data: { reason }, now: ctx.now });
    return {
      value: undefined,
      audit: { action: "user.declined", target: userId, targetName: email, orgId: null, detail: { reason } },
    };
  });
}

async function findWaiting(tx: Tx, userId: string): Promise<{ email: string }> {
  const user = await tx.user.findFirst({ where: { id: userId, ...WAITING }, select: { email: true } });
  if (!user) throw new Refusal("not_found", GONE);
  return user;
}

/** Tells the administrators that somebody waits; a flood of sign-ups does not become a flood of mails. */
export async function tellOfNewcomer(tx: Tx, email: string, now: Date): Promise<void> {
  if (!(await isAttemptFree(tx, { key: "newcomer-mail", free: 5 }, now))) return;
  const admins = await tx.user.findMany({
    where: {
      platformRole: { in: ["admin", "access_manager"] },
      status: "active",
      emailVerifiedAt: { not: null },
    },
    select: { email: true },
    take: 20,
  });
  const data = { email, path: routes.adminSignUp() };
  for (const admin of admins) await queueMail(tx, { to: admin.email, template: "newcomer-waits", data, now });
}
