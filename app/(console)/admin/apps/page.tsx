import { AppWindow } from "lucide-react";
import type { Metadata } from "next";
import { AnyAppTable } from "#components/admin/any-app-table.tsx";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { cursorLinks } from "#components/admin/page-links.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listAllApps } from "#server/apps/index.ts";
import { ListAllAppsInput } from "#server/apps/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { restoreAppAction, suspendAppAction } from "./actions.ts";

export const metadata: Metadata = { title: "All apps" };

const VERBS = { suspend: suspendAppAction, restore: restoreAppAction };

export default async function AdminAppsPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("catalog.read");
  const query = await searchParams;
  const filters = ListAllAppsInput.parse(query);
  const apps = await listAllApps(ctx, filters);
  const verbs = platformMay(ctx.caller.platformRole, "catalog.moderate") ? VERBS : undefined;
  return (
    <>
      <PageHeader
        title="All apps"
        lead="The apps of every organisation. A suspended app's keys and tokens are refused at once."
      />
      <FilterBar
        label="Filter apps"
        href={routes.adminApps()}
        isFiltered={Boolean(filters.q || filters.status)}
      >
        <TextField
          label="App or organisation"
          name="q"
          type="search"
          defaultValue={filters.q}
          className="min-w-56 flex-1"
        />
        <Select
          label="State"
          name="status"
          defaultValue={filters.status ?? ""}
          options={[
            { value: "", label: "Any" },
            { value: "active", label: "Active" },
            { value: "suspended", label: "Suspended" },
          ]}
        />
      </FilterBar>
      {apps.items.length > 0 ? (
        <AnyAppTable apps={apps.items} now={ctx.now} verbs={verbs} />
      ) : (
        <EmptyState icon={<AppWindow />} title="No app fits">
          Try part of the app's or its organisation's name, or clear the filters.
        </EmptyState>
      )}
      <Pagination {...cursorLinks(routes.adminApps(), query, apps.nextCursor)} />
    </>
  );
}
