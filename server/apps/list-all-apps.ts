import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { type AnyApp, ListAllAppsInput, type Page } from "./schema.ts";
import { suspensionOf, WITH_COUNT } from "./store.ts";

const PAGE_SIZE = 50;

/** The apps of every organisation, newest first, by words of the app's or the organisation's name. */
export async function listAllApps(ctx: Ctx, raw: unknown = {}): Promise<Page<AnyApp>> {
  requirePlatform(ctx, "catalog.read");
  const { q, status, cursor } = read(ListAllAppsInput, raw);
  const tx = reader(ctx);
  const named = { contains: q, mode: "insensitive" } as const;
  const orgs = q
    ? await tx.organisation.findMany({ where: { name: named }, select: { id: true }, take: 1_000 })
    : [];
  const rows = await tx.app.findMany({
    where: {
      deletedAt: null,
      status,
      ...(cursor && { id: { lt: cursor } }),
      ...(q && { OR: [{ name: named }, { id: q }, { orgId: { in: orgs.map(({ id }) => id) } }] }),
    },
    // Ids begin with the time of creation, so the last one seen is where to go on.
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    include: WITH_COUNT,
  });
  const shown = rows.slice(0, PAGE_SIZE);
  const owners = await tx.organisation.findMany({
    where: { id: { in: shown.map(({ orgId }) => orgId) } },
    select: { id: true, name: true },
  });
  const items = shown.map((app): AnyApp => {
    const { id, name, description, createdAt, orgId } = app;
    const org = owners.find((owner) => owner.id === orgId) ?? { id: orgId, name: "A former organisation" };
    const subscriptionCount = app._count.subscriptions;
    const suspension = suspensionOf(app);
    return { id, name, description, org, status: app.status, suspension, createdAt, subscriptionCount };
  });
  return { items, nextCursor: rows.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null };
}
