import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { ReviewInput } from "./schema.ts";

/** Ends a review once everything in it is decided. */
export async function closeReview(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "access.review");
  const { reviewId } = read(ReviewInput, raw);
  await mutate(ctx, async (tx) => {
    const review = await tx.accessReview.findUnique({ where: { id: reviewId }, select: { title: true } });
    if (!review) throw new Refusal("not_found", "This review does not exist.");
    const left = await tx.accessReviewRow.count({ where: { reviewId, decision: null } });
    if (left > 0) throw new Refusal("conflict", `${left} lines are undecided. Decide about them first.`);
    const { count } = await tx.accessReview.updateMany({
      where: { id: reviewId, closedAt: null },
      data: { closedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "This review is closed already.");
    const audit = { action: "review.closed", target: reviewId, targetName: review.title, orgId: null };
    return { value: undefined, audit };
  });
}

/** Opens a closed review again, so that decisions in it can change. */
export async function reopenReview(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "access.review");
  const { reviewId } = read(ReviewInput, raw);
  await mutate(ctx, async (tx) => {
    const review = await tx.accessReview.findUnique({ where: { id: reviewId }, select: { title: true } });
    if (!review) throw new Refusal("not_found", "This review does not exist.");
    const { count } = await tx.accessReview.updateMany({
      where: { id: reviewId, closedAt: { not: null } },
      data: { closedAt: null },
    });
    if (count === 0) throw new Refusal("conflict", "This review is open.");
    const audit = { action: "review.reopened", target: reviewId, targetName: review.title, orgId: null };
    return { value: undefined, audit };
  });
}
