import { MonitorSmartphone } from "lucide-react";
import type { Metadata } from "next";
import { AnySessionTable } from "#components/admin/any-session-table.tsx";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { cursorLinks } from "#components/admin/page-links.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { counted } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listAllSessions } from "#server/identity/index.ts";
import { ListAllSessionsInput } from "#server/identity/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { endUserSessionAction, endUserSessionsAction } from "../users/actions.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function AdminSessionsPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("users.read");
  const query = await searchParams;
  const filters = ListAllSessionsInput.parse(query);
  const sessions = await listAllSessions(ctx, filters);
  return (
    <>
      <PageHeader title="Sessions" lead="Where people are signed in now, the newest sign-in first." />
      <FilterBar
        label="Filter sessions"
        href={routes.adminSessions()}
        isFiltered={Boolean(filters.q || filters.factor || filters.role)}
      >
        <TextField
          label="Person or address"
          name="q"
          type="search"
          defaultValue={filters.q}
          className="min-w-56 flex-1"
        />
        <Select
          label="Second factor"
          name="factor"
          defaultValue={filters.factor ?? ""}
          options={[
            { value: "", label: "Any" },
            { value: "with", label: "With" },
            { value: "without", label: "Without" },
          ]}
        />
        <Select
          label="Of whom"
          name="role"
          defaultValue={filters.role ?? ""}
          options={[
            { value: "", label: "Everybody" },
            { value: "any", label: "Holders of a platform role" },
          ]}
        />
      </FilterBar>
      {sessions.rows.length > 0 ? (
        <AnySessionTable
          sessions={sessions.rows}
          now={ctx.now}
          endOne={endUserSessionAction}
          endAll={endUserSessionsAction}
        />
      ) : (
        <EmptyState icon={<MonitorSmartphone />} title="No session fits">
          Try part of a name or an e-mail, the beginning of an address, or clear the filters.
        </EmptyState>
      )}
      <Pagination
        {...cursorLinks(routes.adminSessions(), query, sessions.nextCursor)}
        summary={counted(sessions.total, "session")}
      />
    </>
  );
}
