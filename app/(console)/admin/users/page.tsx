import { UserSearch } from "lucide-react";
import type { Metadata } from "next";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { cursorLinks } from "#components/admin/page-links.ts";
import { UserTable } from "#components/admin/user-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { counted } from "#lib/format.ts";
import { PLATFORM_ROLE_NAMES, PLATFORM_ROLES, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listUsers } from "#server/identity/index.ts";
import { ListUsersInput } from "#server/identity/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { restoreUserAction, suspendUserAction } from "./actions.ts";

export const metadata: Metadata = { title: "Users" };

const VERBS = { suspend: suspendUserAction, restore: restoreUserAction };

export default async function AdminUsersPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("users.read");
  const query = await searchParams;
  const filters = ListUsersInput.parse(query);
  const users = await listUsers(ctx, query);
  const verbs = platformMay(ctx.caller.platformRole, "users.suspend") ? VERBS : undefined;
  return (
    <>
      <PageHeader
        title="Users"
        lead="Everybody with an account. Suspending ends sessions and access tokens at once."
      />
      <FilterBar
        label="Filter users"
        href={routes.adminUsers()}
        isFiltered={Boolean(filters.q || filters.status || filters.role)}
      >
        <TextField
          label="Name or e-mail"
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
        <Select
          label="Role"
          name="role"
          defaultValue={filters.role ?? ""}
          options={[
            { value: "", label: "Any" },
            ...PLATFORM_ROLES.map((value) => ({ value, label: PLATFORM_ROLE_NAMES[value] })),
          ]}
        />
      </FilterBar>
      {users.rows.length > 0 ? (
        <UserTable users={users.rows} now={ctx.now} viewer={ctx.caller} verbs={verbs} />
      ) : (
        <EmptyState icon={<UserSearch />} title="Nobody fits">
          Try part of the name or address, or clear the filters.
        </EmptyState>
      )}
      <Pagination
        {...cursorLinks(routes.adminUsers(), query, users.nextCursor)}
        summary={counted(users.total, "user")}
      />
    </>
  );
}
