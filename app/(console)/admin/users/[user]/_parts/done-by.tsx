import { AuditTable } from "#components/audit/audit-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { routes } from "#lib/routes.ts";
import { listAuditEvents } from "#server/audit/index.ts";
import type { Ctx } from "#server/platform/context.ts";

/** What the person did lately; the audit log has the rest. */
export async function DoneBy({ ctx, userId }: { ctx: Ctx; userId: string }) {
  const { rows } = await listAuditEvents(ctx, { actor: userId });
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">Done lately</h2>
      {rows.length > 0 ? (
        <AuditTable events={rows.slice(0, 10)} now={ctx.now} href={routes.adminAudit()} hasOrganisations />
      ) : (
        <EmptyState title="Nothing was done yet">What they change is recorded here.</EmptyState>
      )}
    </section>
  );
}
