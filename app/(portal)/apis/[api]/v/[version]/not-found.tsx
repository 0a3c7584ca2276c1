import { FileQuestionMark } from "lucide-react";
import { headers } from "next/headers";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import type { VersionBrief, VersionSummary } from "#server/catalog/schema.ts";
import { loadApi, loadVersion } from "../../../_parts/load.ts";

const WORDS: Record<string, string> = {
  operations: "operation",
  tags: "group of operations",
  schemas: "schema",
};

/** For addresses below a version that lead nowhere: says in which versions to look instead. */
export default async function NotInVersion() {
  const path = ((await headers()).get("x-pathname") ?? "").split("?")[0] ?? "";
  const [, , slug = "", , rawVersion = "", kind = "", rawKey = ""] = path.split("/");
  // Next makes this with every page below a version, so it shares what the page itself has looked up.
  const api = await loadVersion(slug, rawVersion).then(
    (found) => found.api,
    () => loadApi(slug).catch(() => null),
  );
  const [version, key] = [decode(rawVersion), decode(rawKey)];
  const what = WORDS[kind] ?? "page";
  const others = api?.versions.filter((other) => other.name !== version && hasDocument(other)) ?? [];
  const hasVersion = api?.versions.some(({ name }) => name === version);
  if (!api) {
    return (
      <EmptyState
        icon={<FileQuestionMark />}
        title="This page does not exist"
        action={<LinkButton href={routes.catalog()}>All APIs</LinkButton>}
      >
        The API may have been renamed, or it may not be open to you. Sign in if you should see it.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title={hasVersion ? `Not in version ${version}` : `There is no version ${version}`}
        lead={
          hasVersion && key
            ? `The ${what} “${key}” is not part of ${api.name} ${version}. It may have been renamed or removed.`
            : `${api.name} has no such page.`
        }
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: api.name, href: routes.api(api.slug) },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {hasVersion ? (
          <LinkButton variant="primary" href={routes.version(api.slug, version)}>
            Everything in {version}
          </LinkButton>
        ) : null}
        {others.slice(0, 4).map(({ name }) => (
          <LinkButton
            key={name}
            href={
              key && kind === "operations"
                ? routes.operation(api.slug, name, key)
                : routes.version(api.slug, name)
            }
          >
            Look in {name}
          </LinkButton>
        ))}
      </div>
    </>
  );
}

function hasDocument(version: VersionBrief | VersionSummary): boolean {
  return "revision" in version ? version.revision !== null : version.operationCount > 0;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
