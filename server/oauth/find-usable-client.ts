import { isStorable } from "#lib/storable.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { isLive } from "./store.ts";

/** A client that may get and use tokens now. */
export interface UsableClient {
  id: string;
  name: string;
  appId: string;
  orgId: string;
  environment: "sandbox" | "live";
  /** What its tokens may carry: the scopes of the app's active plans, narrowed to the client's own when it has some. */
  allowedScopes: string[];
  /** Keyed hashes of its live secrets. */
  secretHashes: Uint8Array[];
}

/** The client when it, its app and its organisation are all alive; otherwise null. */
export async function findUsableClient(
  ctx: Pick<Ctx, "now" | "tx">,
  clientId: string,
): Promise<UsableClient | null> {
  if (!isStorable(clientId)) return null;
  const tx = reader(ctx);
  const client = await tx.oAuthClient.findFirst({
    where: { id: clientId, revokedAt: null },
    include: { secrets: { where: { revokedAt: null } } },
  });
  if (!client) return null;
  const [app, org] = await Promise.all([
    tx.app.findFirst({
      where: { id: client.appId, status: "active", deletedAt: null },
      select: { subscriptions: { where: { state: "active" }, select: { planId: true } } },
    }),
    tx.organisation.findFirst({ where: { id: client.orgId, status: "active" }, select: { id: true } }),
  ]);
  if (!app || !org) return null;
  const planIds = app.subscriptions.map(({ planId }) => planId);
  const plans = await tx.plan.findMany({ where: { id: { in: planIds } }, select: { scopes: true } });
  const planScopes = new Set(plans.flatMap(({ scopes }) => scopes));
  const allowedScopes = [...planScopes].filter(
    (scope) => client.scopes.length === 0 || client.scopes.includes(scope),
  );
  return {
    id: client.id,
    name: client.name,
    appId: client.appId,
    orgId: client.orgId,
    environment: client.environment,
    allowedScopes: allowedScopes.sort(),
    secretHashes: client.secrets
      .filter((secret) => isLive(secret, ctx.now))
      .map(({ secretHash }) => secretHash),
  };
}
