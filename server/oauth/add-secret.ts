import { announce } from "#server/platform/announce.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireClientKeeper } from "./policy.ts";
import { AddSecretInput, type IssuedSecret, MAX_LIVE_SECRETS } from "./schema.ts";
import { isLive, lockClient, newSecret, secretRow, toClientSummary } from "./store.ts";

/** Adds a second live secret to rotate without a gap; it is in clear only in this answer. */
export async function addSecret(ctx: Ctx, raw: unknown): Promise<IssuedSecret> {
  const caller = requireClientKeeper(ctx);
  requireProofOfPerson(ctx);
  const input = read(AddSecretInput, raw);
  return mutate(ctx, async (tx) => {
    const client = await lockClient(tx, caller, input.clientId);
    if (client.revokedAt) throw new Refusal("conflict", "This client is revoked. Create a new one.");
    if (client.secrets.filter((secret) => isLive(secret, ctx.now)).length >= MAX_LIVE_SECRETS) {
      throw new Refusal(
        "conflict",
        "This client already has two live secrets. Revoke the one you no longer use first.",
      );
    }
    const secret = newSecret(client.environment);
    const expiresAt = input.expiresInDays ? new Date(ctx.now.getTime() + input.expiresInDays * DAY_MS) : null;
    const row = await tx.oAuthSecret.create({ data: secretRow(ctx, client.id, secret, expiresAt) });
    await announce(tx, `client:${client.id}`);
    const summary = toClientSummary({ ...client, secrets: [row, ...client.secrets] }, ctx.now);
    return {
      value: { client: summary, secretId: row.id, secret },
      audit: {
        action: "client_secret.added",
        target: client.id,
        targetName: client.name,
        detail: { secretId: row.id, expiresAt: expiresAt?.toISOString() ?? null },
      },
    };
  });
}
