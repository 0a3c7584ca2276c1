import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { type DormantUser, ListDormantInput } from "./schema.ts";

const PAGE_SIZE = 50;

/** Active accounts that nobody has used for some days, in no session and by no token, in the order they were made. */
export async function listDormantUsers(
  ctx: Ctx,
  raw: unknown = {},
): Promise<{ rows: DormantUser[]; nextCursor: string | null }> {
  requirePlatform(ctx, "users.read");
  const { days, cursor } = read(ListDormantInput, raw);
  const before = new Date(ctx.now.getTime() - days * DAY_MS);
  const rows = await reader(ctx).user.findMany({
    where: {
      status: "active",
      OR: [{ lastSeenAt: { lt: before } }, { lastSeenAt: null, createdAt: { lt: before } }],
      ...(cursor && { id: { gt: cursor } }),
    },
    orderBy: { id: "asc" },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      name: true,
      email: true,
      platformRole: true,
      lastSeenAt: true,
      createdAt: true,
      dormantMailAt: true,
    },
  });
  const shown = rows.slice(0, PAGE_SIZE);
  return {
    rows: shown.map(({ dormantMailAt, ...row }) => ({ ...row, remindedAt: dormantMailAt })),
    nextCursor: rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
  };
}
