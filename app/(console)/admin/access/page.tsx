import { Download, KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { AccessTable } from "#components/admin/access-table.tsx";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { listAccess } from "#server/review/index.ts";
import { ACCESS_KIND_NAMES, ACCESS_KINDS, ListAccessInput } from "#server/review/schema.ts";

export const metadata: Metadata = { title: "Access" };

const KINDS = ACCESS_KINDS.map((value) => ({ value, label: ACCESS_KIND_NAMES[value] }));

export default async function AdminAccessPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("access.read");
  const { cursor, ...filters } = ListAccessInput.parse(await searchParams);
  const page = await listAccess(ctx, { ...filters, cursor });
  const kept = new URLSearchParams(
    Object.entries(filters).filter((entry): entry is [string, NonNullable<typeof filters.kind>] =>
      Boolean(entry[1]),
    ),
  );
  const next = new URLSearchParams(kept);
  if (page.nextCursor) next.set("cursor", page.nextCursor);
  return (
    <>
      <PageHeader
        title="Access"
        lead="Who has access to what, since when, by whose hand, and when it was last used."
        actions={
          <LinkButton href={routes.adminAccessExport(kept.toString())} prefetch={false}>
            <Download aria-hidden /> CSV
          </LinkButton>
        }
      />
      <FilterBar label="Filter access" href={routes.adminAccess()} isFiltered={kept.size > 0}>
        <TextField
          label="Person, organisation, app or credential"
          name="q"
          type="search"
          defaultValue={filters.q}
          className="min-w-56 flex-1"
        />
        <TextField
          label="Reaches the API"
          name="api"
          type="search"
          defaultValue={filters.api}
          className="w-48"
        />
        <Select
          label="Kind"
          name="kind"
          defaultValue={filters.kind ?? ""}
          options={[{ value: "", label: "Any" }, ...KINDS]}
        />
        {filters.org ? <input type="hidden" name="org" value={filters.org} /> : null}
      </FilterBar>
      {page.rows.length > 0 ? (
        <AccessTable rows={page.rows} now={ctx.now} />
      ) : (
        <EmptyState icon={<KeyRound />} title="Nobody has access that fits">
          Search for part of a name or an address, or clear the filters.
        </EmptyState>
      )}
      <Pagination
        previous={cursor ? `${routes.adminAccess()}?${kept}` : null}
        next={page.nextCursor ? `${routes.adminAccess()}?${next}` : null}
      />
    </>
  );
}
