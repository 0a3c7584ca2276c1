import type { Metadata } from "next";
import Link from "next/link";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { StatList } from "#components/ui/stat-list.tsx";
import { PLATFORM_ROLE_MEANINGS, PLATFORM_ROLE_NAMES, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { listAuditEvents } from "#server/audit/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { countPortal } from "./_parts/count-portal.ts";

export const metadata: Metadata = { title: "Administer" };

export default async function AdminPage() {
  const ctx = await requirePlatformContext();
  const { platformRole } = ctx.caller;
  const counts = await countPortal(ctx, platformRole);
  return (
    <>
      <PageHeader
        title="Administer"
        lead={`You are: ${PLATFORM_ROLE_NAMES[platformRole]}. ${PLATFORM_ROLE_MEANINGS[platformRole]}`}
      />
      <StatList
        stats={counts.map(({ label, href, count, detail }) => ({
          label,
          value: (
            <Link href={href} className="hover:underline">
              {count}
            </Link>
          ),
          detail,
        }))}
      />
      {platformMay(platformRole, "audit.read") ? <DoneLately ctx={ctx} /> : null}
    </>
  );
}

async function DoneLately({ ctx }: { ctx: Ctx }) {
  const audit = await listAuditEvents(ctx);
  return (
    <>
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
