import { mayStop, platformMay } from "#lib/platform-permissions.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { describeDevice } from "./describe-device.ts";
import { type AnySession, type CountedPage, ListAllSessionsInput, type ProofMethod } from "./schema.ts";

const PAGE_SIZE = 50;
const FACTOR_WORDS: Partial<Record<ProofMethod, string>> = {
  totp: "Authenticator app",
  recovery_code: "Recovery code",
  passkey: "Passkey",
};
const FACTORS = Object.keys(FACTOR_WORDS);

/** Where anybody is signed in now, the newest sign-in first: by part of name, e-mail or address, and by second factor. */
export async function listAllSessions(ctx: Ctx, raw: unknown = {}): Promise<CountedPage<AnySession>> {
  const caller = requirePlatform(ctx, "users.read");
  const { q, factor, role, cursor } = read(ListAllSessionsInput, raw);
  const tx = reader(ctx);
  const part = { contains: q, mode: "insensitive" } as const;
  const where: Prisma.SessionWhereInput = {
    revokedAt: null,
    expiresAt: { gt: ctx.now },
    user: { status: "active", ...(role && { NOT: { platformRole: "none" } }) },
    ...(q && { OR: [{ address: { startsWith: q } }, { user: { OR: [{ email: part }, { name: part }] } }] }),
    ...(factor === "with" && { methods: { hasSome: FACTORS } }),
    ...(factor === "without" && { NOT: { methods: { hasSome: FACTORS } } }),
  };
  const total = await tx.session.count({ where });
  const sessions = await tx.session.findMany({
    where: cursor ? { AND: [where, { id: { lt: cursor } }] } : where,
    // Ids begin with the time of creation, so the last one seen is where to go on.
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      createdAt: true,
      lastSeenAt: true,
      expiresAt: true,
      userAgent: true,
      address: true,
      methods: true,
      user: { select: { id: true, name: true, email: true, platformRole: true } },
    },
  });
  const { platformRole } = caller;
  const mayEnd = (other: typeof platformRole) =>
    platformMay(platformRole, "sessions.end") && mayStop(platformRole, other);
  const rows = sessions.slice(0, PAGE_SIZE).map(
    ({ userAgent, methods, ...session }): AnySession => ({
      ...session,
      device: describeDevice(userAgent),
      isCurrent: session.id === caller.sessionId,
      secondFactors: Object.entries(FACTOR_WORDS).flatMap(([method, word]) =>
        methods.includes(method) ? word : [],
      ),
      mayEnd: session.id !== caller.sessionId && mayEnd(session.user.platformRole),
    }),
  );
  return { rows, total, nextCursor: sessions.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null };
}
