import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
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
      <FilterBar
        label="Filter the activity"
        href={routes.organisationActivity()}
        isFiltered={kept.length > 0}
      >
        <TextField label="Who" name="actor" type="search" defaultValue={filters.actor} className="w-44" />
        <Select
          label="Did"
          name="action"
          defaultValue={filters.action}
          className="w-52"
          options={[
            { value: "", label: "Anything" },
            ...actions.map((action) => ({ value: action, label: action })),
          ]}
        />
        <TextField
          label="To what"
          name="target"
          type="search"
          defaultValue={filters.target}
          className="w-44"
        />
        <TextField label="From" name="from" type="date" defaultValue={filters.from} className="w-38" />
        <TextField label="To" name="to" type="date" defaultValue={filters.to} className="w-38" />
      </FilterBar>
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
