import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditFilters } from "#components/audit/audit-filters.tsx";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listAuditActions, listAuditEvents } from "#server/audit/index.ts";
import { ListAuditEventsInput } from "#server/audit/schema.ts";
import { requireContext } from "#server/platform/session.ts";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ searchParams }: SearchPage) {
  const ctx = await requireContext();
  const { caller } = ctx;
  if (caller.role !== "owner" && caller.role !== "admin") notFound();
  const { cursor, org: _, ...filters } = ListAuditEventsInput.parse(await searchParams);
  // An administrator of the portal sees everything there is; this page is about one organisation.
  const asked = { ...filters, org: caller.orgId };
  const [page, actions] = await Promise.all([
    listAuditEvents(ctx, { ...asked, cursor }),
    listAuditActions(ctx),
  ]);
  const kept = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const href = (extra: [string, string][] = []) =>
    `${routes.organisationActivity()}?${new URLSearchParams([...kept, ...extra])}`;
  return (
    <>
      <PageHeader
        title="Activity"
        lead={`What was done in ${caller.orgName}, by whom and when. Nobody can change or remove it.`}
        breadcrumbs={[{ label: "Organisation", href: routes.organisation() }]}
      />
      <AuditFilters
        label="Filter the activity"
        href={routes.organisationActivity()}
        filters={filters}
        isFiltered={kept.length > 0}
        actions={actions}
      />
      {page.rows.length > 0 ? (
        <AuditTable events={page.rows} now={ctx.now} href={routes.organisationActivity()} />
      ) : (
        <EmptyState
          icon={<ScrollText />}
          title={kept.length > 0 ? "No event fits" : "Nothing has happened yet"}
        >
          {kept.length > 0
            ? "Widen the days or clear the filters."
            : "Invitations, keys, subscriptions and documents appear here as they come and go."}
        </EmptyState>
      )}
      <Pagination
        previous={cursor ? href() : null}
        next={page.nextCursor ? href([["cursor", page.nextCursor]]) : null}
      />
    </>
  );
}
