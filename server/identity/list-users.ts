import type { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { ListUsersInput, type PageOf, type UserSummary } from "./schema.ts";

const PAGE_SIZE = 50;

/** The portal's people, newest first, by part of name or e-mail, state and role. */
export async function listUsers(ctx: Ctx, raw: unknown = {}): Promise<PageOf<UserSummary>> {
  requirePlatform(ctx, "users.read");
  const { q, status, role, page } = read(ListUsersInput, raw);
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
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: (page - 1) * PAGE_SIZE,
    take: PAGE_SIZE,
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
      sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: "desc" }, take: 1 },
    },
  });
  const rows = users.map(({ emailVerifiedAt, memberships, sessions, ...user }) => ({
    ...user,
    isEmailVerified: emailVerifiedAt !== null,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    organisations: memberships.map(({ role, organisation }) => ({ ...organisation, role })),
  }));
  return { rows, total, page, pageSize: PAGE_SIZE };
}
