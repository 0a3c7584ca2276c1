import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { TOKEN_ROW, toTokenSummary } from "./access-token-rows.ts";
import { describeDevice } from "./describe-device.ts";
import { type AccessTokenSummary, type UserDetail, UserInput } from "./schema.ts";

/** A person with what they belong to, where they are signed in, and what guards and acts for them. No secret of theirs. */
export async function getUser(ctx: Ctx, raw: unknown): Promise<UserDetail> {
  requirePlatform(ctx, "users.read");
  const { userId } = read(UserInput, raw);
  const tx = reader(ctx);
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      name: true,
      status: true,
      platformRole: true,
      emailVerifiedAt: true,
      createdAt: true,
      lastSeenAt: true,
      memberships: {
        orderBy: { createdAt: "asc" },
        select: {
          role: true,
          createdAt: true,
          organisation: { select: { id: true, name: true, status: true } },
        },
      },
      sessions: {
        where: { revokedAt: null, expiresAt: { gt: ctx.now } },
        orderBy: { lastSeenAt: "desc" },
        take: 100,
        select: {
          id: true,
          createdAt: true,
          lastSeenAt: true,
          expiresAt: true,
          userAgent: true,
          address: true,
        },
      },
    },
  });
  if (!user) throw new Refusal("not_found", "This person does not exist.");
  const { emailVerifiedAt, memberships, sessions, ...rest } = user;
  return {
    ...rest,
    isEmailVerified: emailVerifiedAt !== null,
    memberships: memberships.map(({ role, createdAt, organisation: { id, name, status } }) => ({
      orgId: id,
      orgName: name,
      role,
      since: createdAt,
      status,
    })),
    sessions: sessions.map(({ userAgent, ...session }) => ({
      ...session,
      device: describeDevice(userAgent),
      isCurrent: false,
    })),
    tokens: await tokensOf(tx, userId, ctx.now),
    factors: await factorsOf(tx, userId),
    views: await viewsOf(tx, userId),
  };
}

async function tokensOf(tx: Tx, userId: string, now: Date): Promise<AccessTokenSummary[]> {
  const rows = await tx.accessToken.findMany({
    where: { userId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    orderBy: { createdAt: "desc" },
    take: 100,
    select: TOKEN_ROW,
  });
  return rows.map((row) => toTokenSummary(row, now));
}

async function factorsOf(tx: Tx, userId: string): Promise<string[]> {
  const [password, totp, passkeys, codes] = await Promise.all([
    tx.user.count({ where: { id: userId, passwordHash: { not: null } } }),
    tx.totpFactor.count({ where: { userId, confirmedAt: { not: null } } }),
    tx.passkey.count({ where: { userId } }),
    tx.recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  return [
    ...(password ? ["Password"] : []),
    ...(totp ? ["Authenticator app"] : []),
    ...(passkeys ? [passkeys === 1 ? "1 passkey" : `${passkeys} passkeys`] : []),
    ...(codes ? [`${codes} recovery codes left`] : []),
  ];
}

async function viewsOf(tx: Tx, subjectId: string): Promise<UserDetail["views"]> {
  const views = await tx.viewAs.findMany({
    where: { subjectId },
    orderBy: { startedAt: "desc" },
    take: 10,
    select: { id: true, viewerId: true, startedAt: true, isReadOnly: true, reason: true },
  });
  const people = await tx.user.findMany({
    where: { id: { in: views.map(({ viewerId }) => viewerId) } },
    select: { id: true, name: true },
  });
  return views.map(({ viewerId, ...view }) => ({
    ...view,
    byName: people.find(({ id }) => id === viewerId)?.name ?? "A former member",
  }));
}
