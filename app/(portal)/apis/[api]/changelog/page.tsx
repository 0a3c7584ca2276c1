import type { Metadata } from "next";
import { ChangeList } from "#components/catalog/change-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { listChanges } from "#server/catalog/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { loadApi } from "../../_parts/load.ts";

type Props = { params: Promise<{ api: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const api = await loadApi((await params).api);
  return {
    title: `Changelog of ${api.name}`,
    description: `What changed in ${api.name}, newest first.`,
    alternates: { canonical: routes.apiChangelog(api.slug) },
  };
}

export default async function ChangelogPage({ params }: Props) {
  const api = await loadApi((await params).api);
  const ctx = await currentContext();
  const changes = await listChanges(ctx, { api: api.slug });
  return (
    <div className="max-w-prose">
      <PageHeader
        title={`Changelog of ${api.name}`}
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: api.name, href: routes.api(api.slug) },
        ]}
      />
      {changes.length > 0 ? (
        <ChangeList changes={changes} now={ctx.now} level={2} />
      ) : (
        <EmptyState title="Nothing has changed since the first version">
          New versions and notes of the publisher appear here.
        </EmptyState>
      )}
    </div>
  );
}
