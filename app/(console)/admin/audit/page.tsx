import { Download, ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { AuditFilters } from "#components/audit/audit-filters.tsx";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { listAuditActions, listAuditEvents } from "#server/audit/index.ts";
import { ListAuditEventsInput } from "#server/audit/schema.ts";
import { requirePlatformContext } from "#server/platform/session.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AdminAuditPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("audit.read");
  const { cursor, ...filters } = ListAuditEventsInput.parse(await searchParams);
  const [page, actions] = await Promise.all([
    listAuditEvents(ctx, { ...filters, cursor }),
    listAuditActions(ctx),
  ]);
  const kept = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(kept);
  const withParam = (name: string, value: string) => new URLSearchParams([...kept, [name, value]]).toString();
  return (
    <>
      <PageHeader
        title="Audit log"
        lead="Everything that was changed, by whom and when, written in the same transaction as the change."
        actions={
          <>
            <LinkButton href={routes.adminAuditExport(withParam("format", "csv"))} prefetch={false}>
              <Download aria-hidden /> CSV
            </LinkButton>
            <LinkButton href={routes.adminAuditExport(withParam("format", "json"))} prefetch={false}>
              <Download aria-hidden /> JSON
            </LinkButton>
          </>
        }
      />
      <AuditFilters
        label="Filter the audit log"
        href={routes.adminAudit()}
        filters={filters}
        isFiltered={kept.length > 0}
        actions={actions}
      />
      {page.rows.length > 0 ? (
        <AuditTable events={page.rows} now={ctx.now} href={routes.adminAudit()} hasOrganisations />
      ) : (
        <EmptyState icon={<ScrollText />} title="No event fits">
          Widen the days or clear the filters.
        </EmptyState>
      )}
      <Pagination
        previous={cursor ? `${routes.adminAudit()}?${query}` : null}
        next={page.nextCursor ? `${routes.adminAudit()}?${withParam("cursor", page.nextCursor)}` : null}
      />
    </>
  );
}
