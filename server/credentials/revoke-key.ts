import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx, requireTeam } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireKeyKeeper } from "./policy.ts";
import { KeyRef, type KeySummary } from "./schema.ts";
import { toKeySummary } from "./store.ts";

/** Revokes a key for good; every edge refuses it within a second. */
export async function revokeKey(ctx: Ctx, raw: unknown): Promise<KeySummary> {
  const caller = requireKeyKeeper(ctx);
  const { keyId } = read(KeyRef, raw);
  return mutate(ctx, async (tx) => {
    const key = await tx.key.findFirst({ where: { id: keyId, orgId: caller.orgId } });
    if (!key) throw new Refusal("not_found", "This key does not exist.");
    const app = await tx.app.findUnique({ where: { id: key.appId }, select: { teamId: true } });
    requireTeam(caller, "keep_credentials", app?.teamId ?? "");
    const revocation = { revokedAt: ctx.now, revokedBy: actorIdOf(caller) };
    const { count } = await tx.key.updateMany({ where: { id: keyId, revokedAt: null }, data: revocation });
    if (count === 0) return { value: toKeySummary(key, ctx.now), audit: [] };
    await announce(tx, `key:${key.kid}`);
    return {
      value: toKeySummary({ ...key, ...revocation }, ctx.now),
      audit: { action: "key.revoked", target: keyId, targetName: key.name, detail: { appId: key.appId } },
    };
  });
}
