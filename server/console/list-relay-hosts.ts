import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import type { RelayHostSummary } from "./schema.ts";

/** The hosts that administrators let the relay call, by name. There are at most 200. */
export async function listRelayHosts(ctx: Ctx): Promise<RelayHostSummary[]> {
  requirePlatform(ctx, "settings.read");
  const tx = reader(ctx);
  const rows = await tx.relayHost.findMany({ orderBy: { pattern: "asc" } });
  const people = await tx.user.findMany({
    where: { id: { in: rows.map(({ createdBy }) => createdBy) } },
    select: { id: true, name: true },
  });
  return rows.map(({ createdBy, ...row }) => ({
    ...row,
    by: people.find(({ id }) => id === createdBy)?.name ?? "A former member",
  }));
}
