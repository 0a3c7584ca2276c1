import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { ReviewSummary } from "#server/review/schema.ts";

export function ReviewBadge({ review }: { review: ReviewSummary }) {
  if (review.closedAt) return <Badge tone="good">Closed</Badge>;
  return review.isOverdue ? <Badge tone="danger">Overdue</Badge> : <Badge tone="note">Open</Badge>;
}

export function ReviewTable({ reviews, now }: { reviews: ReviewSummary[]; now: Date }) {
  return (
    <Table caption="Access reviews">
      <THead>
        <TR>
          <TH>Review</TH>
          <TH>State</TH>
          <TH>Of</TH>
          <TH isNumber>Decided</TH>
          <TH isNumber>Withdrawn</TH>
          <TH>Due</TH>
        </TR>
      </THead>
      <tbody>
        {reviews.map((review) => (
          <TR key={review.id}>
            <TD>
              <Link href={routes.adminReview(review.id)} className="font-medium hover:underline">
                {review.title}
              </Link>
              <span className="block text-caption text-muted">
                started <RelativeTime at={review.startedAt} now={now} />
              </span>
            </TD>
            <TD>
              <ReviewBadge review={review} />
            </TD>
            <TD>{review.orgName ?? "the whole portal"}</TD>
            <TD isNumber>
              {review.confirmed + review.withdrawn} of {review.total}
            </TD>
            <TD isNumber>{review.withdrawn}</TD>
            <TD>
              <RelativeTime at={review.dueAt} now={now} />
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
