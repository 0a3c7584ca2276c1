import type { Metadata } from "next";
import Link from "next/link";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { StatList } from "#components/ui/stat-list.tsx";
import { routes } from "#lib/routes.ts";
import { listAuditEvents } from "#server/audit/index.ts";
import { searchCatalog } from "#server/catalog/index.ts";
import { listOrganisations, listUsers } from "#server/identity/index.ts";
import { requireAdminContext } from "#server/platform/session.ts";

export const metadata: Metadata = { title: "Administer" };

export default async function AdminPage() {
  const ctx = await requireAdminContext();
  const [users, suspended, organisations, publishers, apis, audit] = await Promise.all([
    listUsers(ctx),
    listUsers(ctx, { status: "suspended" }),
    listOrganisations(ctx),
    listOrganisations(ctx, { kind: "publisher" }),
    searchCatalog(ctx, { pageSize: 1 }),
    listAuditEvents(ctx),
  ]);
  return (
    <>
      <PageHeader title="Administer" lead="Who is here, what they publish and use, and what was done." />
      <StatList
        stats={[
          {
            label: "Users",
            value: (
              <Link href={routes.adminUsers()} className="hover:underline">
                {users.total}
              </Link>
            ),
            detail: `${suspended.total} suspended`,
          },
          {
            label: "Organisations",
            value: (
              <Link href={routes.adminOrganisations()} className="hover:underline">
                {organisations.total}
              </Link>
            ),
            detail: `${publishers.total} may publish`,
          },
          {
            label: "APIs",
            value: (
              <Link href={routes.adminApis()} className="hover:underline">
                {apis.total}
              </Link>
            ),
            detail: "in every state",
          },
        ]}
      />
      <div className="mt-10 mb-4 flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-lg font-semibold">Done lately</h2>
        <Link href={routes.adminAudit()} className="hover:underline">
          The whole audit log
        </Link>
      </div>
      {audit.rows.length > 0 ? (
        <AuditTable
          events={audit.rows.slice(0, 12)}
          now={ctx.now}
          href={routes.adminAudit()}
          hasOrganisations
        />
      ) : (
        <EmptyState title="Nothing was done yet">
          Everything that changes something is recorded here with who did it.
        </EmptyState>
      )}
    </>
  );
}
