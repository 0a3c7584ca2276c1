import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { transact } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireReviewer } from "./policy.ts";
import { DecideRowInput } from "./schema.ts";
import { withdrawAccess } from "./withdraw-access.ts";

/**
 * Confirms an access or really takes it away. Only the review's people decide, and nobody about their own access. What
 * was confirmed can be withdrawn while the review is open; what was withdrawn is gone.
 */
export async function decideRow(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "access.review");
  const { rowId, decision, note } = read(DecideRowInput, raw);
  if (decision === "withdrawn") requireRecentProof(ctx);
  await transact(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    await mutate(inside, async () => {
      const row = await tx.accessReviewRow.findUnique({ where: { id: rowId }, include: { review: true } });
      if (!row) throw new Refusal("not_found", "This line does not exist.");
      if (row.userId === caller.userId)
        throw new Refusal("not_allowed", "Somebody else decides about your own access.");
      requireReviewer(caller, row.review.reviewerIds);
      if (row.review.closedAt) throw new Refusal("conflict", "This review is closed. Open it again first.");
      if (row.decision === decision) return { value: undefined, audit: [] };
      if (row.decision === "withdrawn") throw new Refusal("conflict", "This access was withdrawn already.");
      const { count } = await tx.accessReviewRow.updateMany({
        where: { id: rowId, decision: row.decision, review: { closedAt: null } },
        data: { decision, decidedBy: caller.userId, decidedAt: ctx.now, note },
      });
      if (count === 0) throw new Refusal("conflict", "Somebody decided about this just now. Look again.");
      if (decision === "withdrawn") await withdrawAccess(inside, caller, row);
      return {
        value: undefined,
        audit: {
          action: `review.${decision}`,
          target: row.ref,
          targetName: row.personName || row.what,
          orgId: row.orgId,
          detail: { review: row.reviewId, kind: row.kind, what: row.what, note },
        },
      };
    });
  });
}
