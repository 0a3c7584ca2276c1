import { MoonStar } from "lucide-react";
import type { Metadata } from "next";
import { DormantTable } from "#components/admin/dormant-table.tsx";
import { FilterBar } from "#components/admin/filter-bar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Select } from "#components/ui/select.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listDormantUsers } from "#server/identity/index.ts";
import { DORMANT_DAYS, ListDormantInput } from "#server/identity/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { suspendUserAction } from "../users/actions.ts";
import { remindDormantUserAction } from "./actions.ts";

export const metadata: Metadata = { title: "Dormant accounts" };

const VERBS = { remind: remindDormantUserAction, suspend: suspendUserAction };

export default async function AdminDormantPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("users.read");
  const { days, cursor } = ListDormantInput.parse(await searchParams);
  const page = await listDormantUsers(ctx, { days, cursor });
  const href = `${routes.adminDormant()}?days=${days}`;
  const verbs = platformMay(ctx.caller.platformRole, "users.suspend") ? VERBS : undefined;
  return (
    <>
      <PageHeader
        title="Dormant accounts"
        lead="Active accounts that nobody has used: no visit, no sign-in, no access token. Each is a door that nobody watches."
      />
      <FilterBar label="Filter dormant accounts" href={routes.adminDormant()} isFiltered={false}>
        <Select
          label="Unused for"
          name="days"
          defaultValue={String(days)}
          options={DORMANT_DAYS.map((value) => ({ value: String(value), label: `${value} days` }))}
        />
      </FilterBar>
      {page.rows.length > 0 ? (
        <DormantTable users={page.rows} now={ctx.now} viewer={ctx.caller} verbs={verbs} />
      ) : (
        <EmptyState icon={<MoonStar />} title="No account lies unused">
          Everybody was here within {days} days. Choose a shorter time to look closer.
        </EmptyState>
      )}
      <Pagination
        previous={cursor ? href : null}
        next={page.nextCursor ? `${href}&cursor=${encodeURIComponent(page.nextCursor)}` : null}
      />
    </>
  );
}
