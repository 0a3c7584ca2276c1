import Link from "next/link";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatList } from "#components/ui/stat-list.tsx";
import { routes } from "#lib/routes.ts";
import type { ReviewSummary } from "#server/review/schema.ts";

const VIEWS = { all: "All", undecided: "Undecided", confirmed: "Confirmed", withdrawn: "Withdrawn" } as const;

interface ProgressProps {
  review: ReviewSummary;
  now: Date;
  show: keyof typeof VIEWS;
}

/** How far the review has come; each figure is the way to its lines. */
export function Progress({ review, now, show }: ProgressProps) {
  const { id, total, confirmed, withdrawn } = review;
  const counts = { all: total, undecided: total - confirmed - withdrawn, confirmed, withdrawn };
  const views = (["all", "undecided", "confirmed", "withdrawn"] as const).map((view) => ({
    label: VIEWS[view],
    value: (
      <Link
        href={`${routes.adminReview(id)}?show=${view}`}
        aria-label={`${VIEWS[view]}: ${counts[view]}`}
        aria-current={view === show ? "true" : undefined}
        className="hover:underline aria-[current]:underline"
      >
        {counts[view]}
      </Link>
    ),
  }));
  return (
    <div className="mb-6">
      <StatList stats={[...views, { label: "Due", value: <RelativeTime at={review.dueAt} now={now} /> }]} />
    </div>
  );
}
