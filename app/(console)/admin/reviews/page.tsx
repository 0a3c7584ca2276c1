import { ClipboardCheck } from "lucide-react";
import type { Metadata } from "next";
import { ReviewTable } from "#components/admin/review-table.tsx";
import { StartReviewForm } from "#components/admin/start-review-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { listReviewers, listReviews } from "#server/review/index.ts";
import { ListReviewsInput } from "#server/review/schema.ts";
import { startReviewAction } from "./actions.ts";

export const metadata: Metadata = { title: "Access reviews" };

export default async function AdminReviewsPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("access.read");
  const { cursor } = ListReviewsInput.parse(await searchParams);
  const page = await listReviews(ctx, { cursor });
  const mayStart = platformMay(ctx.caller.platformRole, "access.review");
  return (
    <>
      <PageHeader
        title="Access reviews"
        lead="Look at who has what, confirm what is needed and withdraw the rest. What was decided is kept."
      />
      {page.rows.length > 0 ? (
        <ReviewTable reviews={page.rows} now={ctx.now} />
      ) : (
        <EmptyState icon={<ClipboardCheck />} title="No review yet">
          A review takes down who has what as it stands, for named people to confirm or withdraw.
        </EmptyState>
      )}
      <Pagination
        previous={cursor ? routes.adminReviews() : null}
        next={
          page.nextCursor ? `${routes.adminReviews()}?cursor=${encodeURIComponent(page.nextCursor)}` : null
        }
      />
      {mayStart ? (
        <Panel title="Start a review" className="mt-8">
          <StartReviewForm
            reviewers={await listReviewers(ctx)}
            ownId={ctx.caller.userId}
            action={startReviewAction}
          />
        </Panel>
      ) : null}
    </>
  );
}
