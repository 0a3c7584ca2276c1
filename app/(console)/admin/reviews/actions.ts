"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { answer } from "#server/platform/action.ts";
import { closeReview, decideRow, reopenReview, startReview } from "#server/review/index.ts";

export async function startReviewAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const lists = { kinds: form.getAll("kinds"), reviewerIds: form.getAll("reviewerIds") };
  const input = { ...Object.fromEntries(form), ...lists };
  return answer(async (ctx) => redirect(routes.adminReview((await startReview(ctx, input)).reviewId)));
}

export async function confirmRowAction(rowId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => decideRow(ctx, { rowId, decision: "confirmed" }));
  refresh();
  return result;
}

export async function withdrawRowAction(rowId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => decideRow(ctx, { rowId, decision: "withdrawn" }));
  refresh();
  return result;
}

export async function closeReviewAction(reviewId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => closeReview(ctx, { reviewId }));
  refresh();
  return result;
}

export async function reopenReviewAction(reviewId: string): Promise<Answer<void>> {
  const result = await answer((ctx) => reopenReview(ctx, { reviewId }));
  refresh();
  return result;
}
