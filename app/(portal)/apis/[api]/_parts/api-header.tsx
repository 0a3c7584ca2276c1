import { VersionSwitcher } from "#components/catalog/version-switcher.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";

/** The title line of an API's own page: what it is called, in which version and state, and whose it is. */
export function ApiHeader({ api }: { api: ApiDetail }) {
  const { latest } = api;
  return (
    <PageHeader
      title={api.name}
      lead={api.summary}
      breadcrumbs={[{ label: "APIs", href: routes.catalog() }]}
      aside={
        latest ? (
          <>
            <VersionSwitcher
              current={latest.name}
              versions={api.versions.map(({ name, lifecycle }) => ({
                name,
                lifecycle,
                href: routes.version(api.slug, name),
              }))}
            />
            <LifecycleBadge lifecycle={latest.lifecycle} />
          </>
        ) : api.isReadable ? (
          <LifecycleBadge lifecycle="draft" />
        ) : (
          <Badge tone="note">Access on request</Badge>
        )
      }
    />
  );
}
