import { Download } from "lucide-react";
import type { Metadata } from "next";
import { ReviewRows } from "#components/admin/review-rows.tsx";
import { ReviewBadge } from "#components/admin/review-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { getReview } from "#server/review/index.ts";
import { GetReviewInput } from "#server/review/schema.ts";
import { confirmRowAction, withdrawRowAction } from "../actions.ts";
import { CloseButton } from "./_parts/close-button.tsx";
import { Progress } from "./_parts/progress.tsx";

export const metadata: Metadata = { title: "Access review" };

interface Props {
  params: Promise<{ review: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AdminReviewPage({ params, searchParams }: Props) {
  const ctx = await requirePlatformContext("access.read");
  const { review: reviewId } = await params;
  const { show, cursor } = GetReviewInput.parse({ ...(await searchParams), reviewId });
  const review = await orNotFound(getReview(ctx, { reviewId, show, cursor }));
  const href = `${routes.adminReview(reviewId)}?show=${show}`;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Access reviews", href: routes.adminReviews() }]}
        title={review.title}
        aside={<ReviewBadge review={review} />}
        lead={`Of ${review.orgName ?? "the whole portal"}, decided by ${review.reviewers.join(", ")}.`}
        actions={
          <>
            <LinkButton href={routes.adminReviewExport(reviewId)} prefetch={false}>
              <Download aria-hidden /> CSV
            </LinkButton>
            {review.mayDecide ? <CloseButton review={review} /> : null}
          </>
        }
      />
      <Progress review={review} now={ctx.now} show={show} />
      {review.rows.length > 0 ? (
        <ReviewRows
          rows={review.rows}
          now={ctx.now}
          confirm={confirmRowAction}
          withdraw={withdrawRowAction}
        />
      ) : (
        <EmptyState title="No line of this kind">Choose another of the four views above.</EmptyState>
      )}
      <Pagination
        previous={cursor ? href : null}
        next={review.nextCursor ? `${href}&cursor=${encodeURIComponent(review.nextCursor)}` : null}
      />
    </>
  );
}
