import type { ReactNode } from "react";
import { VersionNotice } from "#components/catalog/version-notice.tsx";
import { VersionSwitcher } from "#components/catalog/version-switcher.tsx";
import { ReferenceFrame } from "#components/reference/reference-frame.tsx";
import { ReferenceNav } from "#components/reference/reference-nav.tsx";
import { Breadcrumbs, type Crumb } from "#components/ui/breadcrumbs.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { routes } from "#lib/routes.ts";
import type { DocumentOverview, OperationSummary } from "#server/specs/schema.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

interface ReferencePageProps {
  version: LoadedVersion;
  overview: DocumentOverview;
  tag?: string | undefined;
  operations?: OperationSummary[];
  operation?: string;
  entry?: "overview" | "schemas";
  crumbs?: Crumb[];
  /** Address of the same page in another version. */
  inVersion?: (version: string) => string;
  children: ReactNode;
}

/** What every page of a reference shares: the way around, where one is, and in which version. */
export function ReferencePage(props: ReferencePageProps) {
  const { version, overview, crumbs = [], inVersion } = props;
  const { api } = version;
  const hrefOf = inVersion ?? ((name: string) => routes.version(api.slug, name));
  return (
    <ReferenceFrame
      nav={
        <ReferenceNav
          api={api.slug}
          version={version.name}
          tags={overview.tags}
          tag={props.tag}
          operations={props.operations}
          operation={props.operation}
          entry={props.entry}
          hasSchemas={overview.schemaCount > 0}
        />
      }
    >
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Breadcrumbs
          crumbs={[
            { label: "APIs", href: routes.catalog() },
            { label: api.name, href: routes.api(api.slug) },
            ...crumbs,
          ]}
        />
        <VersionSwitcher
          current={version.name}
          versions={api.versions.map(({ name, lifecycle }) => ({ name, lifecycle, href: hrefOf(name) }))}
        />
        {version.lifecycle === "published" ? null : <LifecycleBadge lifecycle={version.lifecycle} />}
      </div>
      <VersionNotice version={version} latest={api.latest?.name ?? null} hrefOf={hrefOf} />
      {props.children}
    </ReferenceFrame>
  );
}
