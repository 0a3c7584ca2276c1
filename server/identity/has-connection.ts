import type { Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";

/** Ids of the sign-in providers that the environment sets up; they have no row. */
export function fixedProviderIds(): string[] {
  const given = env();
  return [
    ...(given.GOOGLE_CLIENT_ID && given.GOOGLE_CLIENT_SECRET ? ["google"] : []),
    ...(given.MICROSOFT_CLIENT_ID && given.MICROSOFT_CLIENT_SECRET ? ["microsoft"] : []),
    ...(given.GITHUB_CLIENT_ID && given.GITHUB_CLIENT_SECRET ? ["github"] : []),
  ];
}

/** Whether a provider that is offered now, other than through `except`, lets the person in. */
export async function hasConnection(tx: Tx, userId: string, except?: string): Promise<boolean> {
  const rows = await tx.externalIdentity.findMany({
    where: { userId, ...(except && { NOT: { id: except } }) },
    select: { providerId: true },
  });
  const ids = rows.map(({ providerId }) => providerId);
  if (ids.some((id) => fixedProviderIds().includes(id))) return true;
  return (await tx.identityProvider.count({ where: { id: { in: ids }, status: "active" } })) > 0;
}
