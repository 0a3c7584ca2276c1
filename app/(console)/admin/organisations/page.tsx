import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { OrganisationTable } from "#components/admin/organisation-table.tsx";
import { cursorLinks } from "#components/admin/page-links.ts";
import { NewOrganisationForm } from "#components/identity/new-organisation-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { counted } from "#lib/format.ts";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listOrganisations } from "#server/identity/index.ts";
import { ListOrganisationsInput } from "#server/identity/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { createOrganisationAction } from "./actions.ts";

export const metadata: Metadata = { title: "Organisations" };

export default async function AdminOrganisationsPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("organisations.read");
  const query = await searchParams;
  const { q, status, kind } = ListOrganisationsInput.parse(query);
  const organisations = await listOrganisations(ctx, query);
  return (
    <>
      <PageHeader
        title="Organisations"
        lead="Publishers own APIs, consumers own apps; people belong to them."
      />
      <FilterBar
        label="Filter organisations"
        href={routes.adminOrganisations()}
        isFiltered={Boolean(q || status || kind)}
      >
        <TextField label="Name" name="q" type="search" defaultValue={q} className="min-w-56 flex-1" />
        <Select
          label="Kind"
          name="kind"
          defaultValue={kind ?? ""}
          options={[
            { value: "", label: "Any" },
            { value: "publisher", label: "Publishers" },
            { value: "consumer", label: "Consumers" },
            { value: "personal", label: "Personal" },
          ]}
        />
        <Select
          label="State"
          name="status"
          defaultValue={status ?? ""}
          options={[
            { value: "", label: "Any" },
            { value: "active", label: "Active" },
            { value: "suspended", label: "Suspended" },
          ]}
        />
      </FilterBar>
      {organisations.rows.length > 0 ? (
        <OrganisationTable organisations={organisations.rows} now={ctx.now} />
      ) : (
        <EmptyState icon={<Building2 />} title="No organisation fits">
          Try part of the name, or clear the filters.
        </EmptyState>
      )}
      <Pagination
        {...cursorLinks(routes.adminOrganisations(), query, organisations.nextCursor)}
        summary={counted(organisations.total, "organisation")}
      />
      {platformMay(ctx.caller.platformRole, "organisations.write") ? (
        <Panel
          title="New organisation"
          lead="It starts without members; add them on its page."
          className="mt-8"
        >
          <NewOrganisationForm action={createOrganisationAction}>
            <Checkbox name="isPublisher" value="true" label="May publish APIs" />
          </NewOrganisationForm>
        </Panel>
      ) : null}
    </>
  );
}
