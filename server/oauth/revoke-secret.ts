import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireClientKeeper } from "./policy.ts";
import { type ClientSummary, SecretRef } from "./schema.ts";
import { lockClient, toClientSummary } from "./store.ts";

/** Revokes one secret. Tokens obtained with it live on until they expire or the client is revoked. */
export async function revokeSecret(ctx: Ctx, raw: unknown): Promise<ClientSummary> {
  const caller = requireClientKeeper(ctx);
  const input = read(SecretRef, raw);
  return mutate(ctx, async (tx) => {
    const client = await lockClient(tx, caller, input.clientId);
    const secret = client.secrets.find(({ id }) => id === input.secretId);
    if (!secret) throw new Refusal("not_found", "This secret does not exist.");
    if (secret.revokedAt) return { value: toClientSummary(client, ctx.now), audit: [] };
    await tx.oAuthSecret.update({ where: { id: secret.id }, data: { revokedAt: ctx.now } });
    await announce(tx, `client:${client.id}`);
    const secrets = client.secrets.map((other) =>
      other.id === secret.id ? { ...other, revokedAt: ctx.now } : other,
    );
    return {
      value: toClientSummary({ ...client, secrets }, ctx.now),
      audit: {
        action: "client_secret.revoked",
        target: client.id,
        targetName: client.name,
        detail: { secretId: secret.id },
      },
    };
  });
}
