import type { Tx } from "#server/platform/db.ts";

/** What people call this portal; authenticators show it beside their codes and keys. */
export async function portalName(tx: Tx): Promise<string> {
  const brand = await tx.brand.findUnique({ where: { id: "portal" }, select: { name: true } });
  return brand?.name ?? "Portico";
}
