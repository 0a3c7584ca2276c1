import { pruneChallenges } from "#server/factors/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { FORGET_AFTER_MS } from "./attempts.ts";

const KEEP_DAYS = 30;

/** Deletes what signing in leaves behind: old attempts, dead links, sessions ended or expired 30 days ago. */
export async function pruneSignIns(ctx: Pick<Ctx, "tx" | "now">): Promise<void> {
  const tx = reader(ctx);
  const before = new Date(ctx.now.getTime() - KEEP_DAYS * DAY_MS);
  await tx.attemptCount.deleteMany({
    where: { lastAt: { lt: new Date(ctx.now.getTime() - FORGET_AFTER_MS) } },
  });
  await tx.emailToken.deleteMany({ where: { expiresAt: { lt: before } } });
  await tx.pendingSignIn.deleteMany({ where: { expiresAt: { lt: ctx.now } } });
  await tx.emailChange.deleteMany({ where: { undoExpiresAt: { lt: before } } });
  await pruneChallenges(tx, ctx.now);
  await tx.deviceGrant.deleteMany({ where: { expiresAt: { lt: before } } });
  await tx.setupLink.deleteMany({ where: { expiresAt: { lt: before } } });
  await tx.session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
}
