import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { PendingTable } from "#components/publish/pending-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { listPendingSubscriptions } from "#server/apps/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { decideAction } from "../actions.ts";

export const metadata: Metadata = { title: "Subscriptions" };

export default async function SubscriptionsPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string }>;
}) {
  const ctx = await requireContext();
  const { isPublisher } = ctx.caller;
  const { cursor } = await searchParams;
  const { items, nextCursor } = isPublisher
    ? await listPendingSubscriptions(ctx, { cursor })
    : { items: [], nextCursor: null };
  return (
    <>
      <PageHeader title="Subscriptions" lead="Apps that ask for access to a plan of yours." />
      {items.length > 0 ? (
        <PendingTable pending={items} now={ctx.now} decide={decideAction} />
      ) : (
        <EmptyState
          icon={<Inbox />}
          title={isPublisher ? "Nobody is waiting" : "Your organisation publishes no APIs"}
        >
          {isPublisher
            ? "When somebody subscribes to a plan that waits for your yes, they stand here until you answer."
            : "Publishing organisations answer here who may use their plans."}
        </EmptyState>
      )}
      <Pagination
        previous={null}
        next={nextCursor ? `${routes.publishSubscriptions()}?cursor=${encodeURIComponent(nextCursor)}` : null}
      />
    </>
  );
}
