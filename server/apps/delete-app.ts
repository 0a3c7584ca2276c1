import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { requireAppKeeper } from "./policy.ts";
import { AppRef } from "./schema.ts";
import { lockOwnApp } from "./store.ts";

/** Deletes an app for good: its subscriptions end and all of its keys, clients and tokens are dead at once. */
export async function deleteApp(ctx: Ctx, raw: unknown): Promise<{ id: string; name: string }> {
  const caller = requireAppKeeper(ctx);
  requireProofOfPerson(ctx);
  const { appId } = read(AppRef, raw);
  return mutate(ctx, async (tx) => {
    const app = await lockOwnApp(tx, caller, appId);
    const revocation = { revokedAt: ctx.now, revokedBy: actorIdOf(caller) };
    const live = { appId, revokedAt: null };
    // The rows stay as evidence of who held what; only their state ends.
    const clients = await tx.oAuthClient.findMany({ where: { appId }, select: { id: true } });
    const keysRevoked = await tx.key.updateMany({ where: live, data: revocation });
    const clientsRevoked = await tx.oAuthClient.updateMany({ where: live, data: revocation });
    await tx.oidcRecord.deleteMany({ where: { clientId: { in: clients.map(({ id }) => id) } } });
    await tx.subscription.updateMany({
      where: { appId, state: { in: ["active", "pending"] } },
      data: { state: "cancelled", decidedAt: ctx.now, decidedBy: actorIdOf(caller) },
    });
    await tx.app.update({ where: { id: appId }, data: { deletedAt: ctx.now } });
    await announce(tx, `app:${appId}`);
    return {
      value: { id: appId, name: app.name },
      audit: {
        action: "app.deleted",
        target: appId,
        targetName: app.name,
        detail: { keysRevoked: keysRevoked.count, clientsRevoked: clientsRevoked.count },
      },
    };
  });
}
