import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { requireClientKeeper } from "./policy.ts";
import { ClientRef, type ClientSummary } from "./schema.ts";
import { lockClient, toClientSummary } from "./store.ts";

/** Revokes a client for good: its secrets open nothing any more and its tokens are dead at once. */
export async function revokeClient(ctx: Ctx, raw: unknown): Promise<ClientSummary> {
  const caller = requireClientKeeper(ctx);
  const input = read(ClientRef, raw);
  return mutate(ctx, async (tx) => {
    const client = await lockClient(tx, caller, input.clientId);
    if (client.revokedAt) return { value: toClientSummary(client, ctx.now), audit: [] };
    const revocation = { revokedAt: ctx.now, revokedBy: actorIdOf(caller) };
    await tx.oAuthClient.update({ where: { id: client.id }, data: revocation });
    await tx.oidcRecord.deleteMany({ where: { clientId: client.id } });
    await announce(tx, `client:${client.id}`);
    return {
      value: toClientSummary({ ...client, ...revocation }, ctx.now),
      audit: {
        action: "client.revoked",
        target: client.id,
        targetName: client.name,
        detail: { appId: client.appId },
      },
    };
  });
}
