import type { Tx } from "#server/platform/db.ts";
import type { ProofMethod } from "./schema.ts";

/** Notes in a live session that its person has just proved who they are. */
export async function recordProof(tx: Tx, sessionId: string, method: ProofMethod, now: Date): Promise<void> {
  await tx.session.updateMany({
    where: { id: sessionId, revokedAt: null, NOT: { methods: { has: method } } },
    data: { methods: { push: method } },
  });
  await tx.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { provedAt: now } });
}
