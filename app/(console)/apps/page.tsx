import { AppWindow, Plus } from "lucide-react";
import type { Metadata } from "next";
import { Colleagues } from "#app/(console)/_parts/colleagues.tsx";
import { AppTable } from "#components/apps/app-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { isAllowedSomewhere } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { listApps } from "#server/apps/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { listRecentCalls } from "#server/usage/index.ts";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const ctx = await requireContext();
  const { cursor } = await searchParams;
  const { items, nextCursor } = await listApps(ctx, { cursor });
  const rows = await Promise.all(
    items.map(async (app) => {
      const { items: calls } = await listRecentCalls(ctx, { appId: app.id, limit: 1 });
      return { ...app, lastCall: calls[0] ?? null };
    }),
  );
  const register = isAllowedSomewhere(ctx.caller, "keep_apps") ? (
    <LinkButton href={routes.newApp()} variant="primary">
      <Plus aria-hidden /> Register app
    </LinkButton>
  ) : null;
  return (
    <>
      <PageHeader
        title="Apps"
        lead={`What ${ctx.caller.orgName} builds on these APIs. Each app has its own keys, plans and usage.`}
        actions={rows.length > 0 ? register : null}
      />
      {rows.length > 0 ? null : <Colleagues ctx={ctx} />}
      {rows.length > 0 ? (
        <AppTable apps={rows} now={ctx.now} />
      ) : (
        <EmptyState
          icon={<AppWindow />}
          title="No apps yet"
          action={
            <>
              <LinkButton href={routes.catalog()}>Find an API</LinkButton>
              {register}
            </>
          }
        >
          An app is what calls an API: a website, a script, a service. Find an API and get your first key; the
          app comes with it.
        </EmptyState>
      )}
      <Pagination previous={null} next={nextCursor ? `${routes.apps()}?cursor=${nextCursor}` : null} />
    </>
  );
}
