import { type Ctx, type MemberCaller, requirePlatform } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireReviewer } from "./policy.ts";
import { ReviewInput } from "./schema.ts";

/** Ends a review once everything in it is decided; for those who decide in it. */
export async function closeReview(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "access.review");
  const { reviewId } = read(ReviewInput, raw);
  await mutate(ctx, async (tx) => {
    const { title } = await findReview(tx, caller, reviewId);
    const left = await tx.accessReviewRow.count({ where: { reviewId, decision: null } });
    if (left > 0) throw new Refusal("conflict", `${left} lines are undecided. Decide about them first.`);
    const { count } = await tx.accessReview.updateMany({
      where: { id: reviewId, closedAt: null },
      data: { closedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "This review is closed already.");
    const audit = { action: "review.closed", target: reviewId, targetName: title, orgId: null };
    return { value: undefined, audit };
  });
}

/** Opens a closed review again, so that decisions in it can change; for those who decide in it. */
export async function reopenReview(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "access.review");
  const { reviewId } = read(ReviewInput, raw);
  await mutate(ctx, async (tx) => {
    const { title } = await findReview(tx, caller, reviewId);
    const { count } = await tx.accessReview.updateMany({
      where: { id: reviewId, closedAt: { not: null } },
      data: { closedAt: null },
    });
    if (count === 0) throw new Refusal("conflict", "This review is open.");
    const audit = { action: "review.reopened", target: reviewId, targetName: title, orgId: null };
    return { value: undefined, audit };
  });
}

async function findReview(tx: Tx, caller: MemberCaller, id: string): Promise<{ title: string }> {
  const review = await tx.accessReview.findUnique({
    where: { id },
    select: { title: true, reviewerIds: true },
  });
  if (!review) throw new Refusal("not_found", "This review does not exist.");
  requireReviewer(caller, review.reviewerIds);
  return review;
}
