import type { ReactNode } from "react";
import { VersionNotice } from "#components/catalog/version-notice.tsx";
import { VersionSwitcher } from "#components/catalog/version-switcher.tsx";
import { SchemaUnfolding } from "#components/reference/schema-unfolding.tsx";
import { Breadcrumbs, type Crumb } from "#components/ui/breadcrumbs.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { routes } from "#lib/routes.ts";
import { findInVersions, type PlaceInVersion } from "../../../../_parts/in-versions.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

interface ReferencePageProps {
  version: LoadedVersion;
  crumbs?: Crumb[];
  /** What is being read, to find it in the other versions; left out for the overview. */
  place?: PlaceInVersion;
  children: ReactNode;
}

/** What every page of a reference shares: where one is, in which version, and the way to the same place in others. */
export async function ReferencePage({ version, crumbs = [], place, children }: ReferencePageProps) {
  const { api } = version;
  const isAlone = api.versions.length < 2;
  const places = place && !isAlone ? await findInVersions(api.slug, place) : null;
  const addressIn = (name: string) => (places ? places.get(name) : routes.version(api.slug, name));
  // To one that lacks it leads its own page, which says so and names those that have it.
  const missingIn = (name: string) =>
    place ? routes.missing(api.slug, name, place.kind, place.key) : routes.version(api.slug, name);
  const hrefOf = (name: string) => addressIn(name) ?? missingIn(name);
  return (
    <>
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
          versions={api.versions.map(({ name, lifecycle }) => ({
            name,
            lifecycle,
            href: hrefOf(name),
            isMissing: addressIn(name) === undefined,
          }))}
        />
        {version.lifecycle === "published" ? null : <LifecycleBadge lifecycle={version.lifecycle} />}
      </div>
      <VersionNotice version={version} latest={api.latest?.name ?? null} hrefOf={hrefOf} />
      {children}
      <SchemaUnfolding />
    </>
  );
}
