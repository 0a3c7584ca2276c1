import { announce } from "#server/platform/announce.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { actorIdOf, type Ctx, requireProofOfPerson, requireTeam } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { pepperedHash } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { makeKey } from "./key-format.ts";
import { requireKeyKeeper } from "./policy.ts";
import { type IssuedKey, IssueKeyInput } from "./schema.ts";
import { toKeySummary } from "./store.ts";

const MAX_LIVE_KEYS_PER_APP = 50;

/** Issues a key of an app. The answer holds it in clear; afterwards nobody can read it any more. */
export async function issueKey(ctx: Ctx, raw: unknown): Promise<IssuedKey> {
  const caller = requireKeyKeeper(ctx);
  requireProofOfPerson(ctx);
  const input = read(IssueKeyInput, raw);
  return mutate(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM "App" WHERE id = ${input.appId} AND "orgId" = ${caller.orgId} FOR UPDATE`;
    const app = await tx.app.findFirst({
      where: { id: input.appId, orgId: caller.orgId, deletedAt: null },
      select: { id: true, status: true, teamId: true },
    });
    if (!app) throw new Refusal("not_found", "This app does not exist.");
    requireTeam(caller, "keep_credentials", app.teamId);
    if (app.status !== "active")
      throw new Refusal("conflict", "This app is suspended, so it gets no new keys.");
    const live = await tx.key.count({
      where: { appId: app.id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.now } }] },
    });
    if (live >= MAX_LIVE_KEYS_PER_APP) {
      throw new Refusal(
        "limit_reached",
        `An app has at most ${MAX_LIVE_KEYS_PER_APP} working keys. Revoke one that is not needed.`,
      );
    }
    const made = makeKey(input.environment);
    const row = await tx.key.create({
      data: {
        id: newId("key", ctx.now),
        kid: made.kid,
        orgId: caller.orgId,
        appId: app.id,
        name: input.name,
        environment: input.environment,
        secretHash: pepperedHash("key-pepper", made.key),
        hint: made.key.slice(-4),
        createdAt: ctx.now,
        createdBy: actorIdOf(caller),
        expiresAt: input.expiresInDays ? new Date(ctx.now.getTime() + input.expiresInDays * DAY_MS) : null,
      },
    });
    await announce(tx, `key:${made.kid}`);
    return {
      value: { key: toKeySummary(row, ctx.now), secret: made.key },
      audit: {
        action: "key.issued",
        target: row.id,
        targetName: row.name,
        detail: {
          appId: app.id,
          environment: row.environment,
          expiresAt: row.expiresAt?.toISOString() ?? null,
        },
      },
    };
  });
}
