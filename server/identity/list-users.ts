import type { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { type CountedPage, ListUsersInput, type UserSummary } from "./schema.ts";

const PAGE_SIZE = 50;

/** The portal's people, newest first, by part of name or e-mail, state and role. */
export async function listUsers(ctx: Ctx, raw: unknown = {}): Promise<CountedPage<UserSummary>> {
  requirePlatform(ctx, "users.read");
  const { q, status, role, cursor } = read(ListUsersInput, raw);
  const where: Prisma.UserWhereInput = {
    deletedAt: null,
    ...(status && { status }),
    ...(role && { platformRole: role }),
    ...(q && {
      OR: [
        { email: { contains: q, mode: "insensitive" } },
        { name: { contains: q, mode: "insensitive" } },
        { id: q },
      ],
    }),
  };
  const total = await reader(ctx).user.count({ where });
  const users = await reader(ctx).user.findMany({
    where: cursor ? { AND: [where, { id: { lt: cursor } }] } : where,
    // Ids begin with the time of creation, so the last one seen is where to go on.
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      email: true,
      name: true,
      status: true,
      platformRole: true,
      emailVerifiedAt: true,
      createdAt: true,
      memberships: {
        select: { role: true, organisation: { select: { id: true, name: true } } },
        orderBy: { createdAt: "asc" },
      },
      lastSeenAt: true,
    },
  });
  const rows = users.slice(0, PAGE_SIZE).map(({ emailVerifiedAt, memberships, ...user }) => ({
    ...user,
    isEmailVerified: emailVerifiedAt !== null,
    organisations: memberships.map(({ role, organisation }) => ({ ...organisation, role })),
  }));
  return { rows, total, nextCursor: users.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null };
}
