import { BookDashed } from "lucide-react";
import type { Metadata } from "next";
import { ApiTable } from "#components/admin/api-table.tsx";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { pageLinks } from "#components/admin/page-links.ts";
import { PortalApiPanel } from "#components/admin/portal-api-panel.tsx";
import { StoppedApis } from "#components/admin/stopped-apis.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type PlatformPermission, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { hasPortalApi, listStoppedApis, searchCatalog } from "#server/catalog/index.ts";
import { SearchCatalogInput } from "#server/catalog/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { publishPortalApiAction, restoreApiAction, stopApiAction } from "./actions.ts";

export const metadata: Metadata = { title: "All APIs" };

const PAGE_SIZE = 50;
const VERBS = { stop: stopApiAction, restore: restoreApiAction };

export default async function AdminApisPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("catalog.read");
  const query = await searchParams;
  const { q, lifecycle } = SearchCatalogInput.parse(query);
  const may = (permission: PlatformPermission) => platformMay(ctx.caller.platformRole, permission);
  const verbs = may("catalog.moderate") ? VERBS : undefined;
  const stopped = await listStoppedApis(ctx);
  const found = await searchCatalog(ctx, { sort: q ? "relevance" : "name", ...query, pageSize: PAGE_SIZE });
  return (
    <>
      <PageHeader title="All APIs" lead="Every API of every publisher, drafts and retired ones included." />
      <FilterBar label="Filter APIs" href={routes.adminApis()} isFiltered={Boolean(q || lifecycle.length)}>
        <TextField label="Words" name="q" type="search" defaultValue={q} className="min-w-56 flex-1" />
        <Select
          label="Lifecycle"
          name="lifecycle"
          defaultValue={lifecycle[0] ?? ""}
          options={[
            { value: "", label: "Any" },
            { value: "draft", label: "Draft" },
            { value: "in_review", label: "In review" },
            { value: "published", label: "Published" },
            { value: "deprecated", label: "Deprecated" },
            { value: "retired", label: "Retired" },
          ]}
        />
      </FilterBar>
      {found.results.length > 0 ? (
        <ApiTable apis={found.results.map(({ api }) => api)} now={ctx.now} verbs={verbs} />
      ) : (
        <EmptyState icon={<BookDashed />} title="No API fits">
          Publishers add APIs in their publishing area, by <code>portico publish</code>, or over the REST API.
        </EmptyState>
      )}
      <Pagination
        {...pageLinks(routes.adminApis(), query, {
          page: found.page,
          pageSize: PAGE_SIZE,
          total: found.total,
        })}
      />
      {stopped.length > 0 ? (
        <Panel title="Out of sight" lead="Only their own organisations see these." className="mt-10" isFlush>
          <StoppedApis apis={stopped} now={ctx.now} verbs={verbs} />
        </Panel>
      ) : null}
      {may("catalog.write") ? (
        <div className="mt-10">
          <PortalApiPanel
            isPublished={await hasPortalApi(ctx)}
            action={publishPortalApiAction.bind(null, ctx.caller.orgId)}
          />
        </div>
      ) : null}
    </>
  );
}
