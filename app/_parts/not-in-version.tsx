import { FileQuestionMark } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { decodedOr } from "#lib/decoded-or.ts";
import { routes } from "#lib/routes.ts";
import { getApi } from "#server/catalog/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { findInVersions } from "../(portal)/apis/_parts/in-versions.ts";

const WORDS: Record<string, { kind: "operation" | "schema" | "tag"; word: string }> = {
  operation: { kind: "operation", word: "operation" },
  schema: { kind: "schema", word: "schema" },
  tag: { kind: "tag", word: "group of operations" },
};

interface MissingPlace {
  api: string;
  version: string;
  kind: string;
  key: string;
}

const MISSING = /^\/apis\/([^/]+)\/v\/([^/]+)(?:\/missing\/(operation|schema|tag)\/([^/]+))?/;

/** What an address below a version asked for; null for other addresses. */
export function readMissingPlace(path: string): MissingPlace | null {
  const [, api, version, kind = "", key = ""] = MISSING.exec(path.split("?")[0] ?? "") ?? [];
  return api && version
    ? { api: decodedOr(api, api), version: decodedOr(version, version), kind, key: decodedOr(key, key) }
    : null;
}

/** Says that a version has no such page, and in which versions it is. */
export async function NotInVersion({ place }: { place: MissingPlace }) {
  const { version, key } = place;
  const api = await currentContext()
    .then((ctx) => getApi(ctx, { api: place.api }))
    .catch(() => null);
  if (!api) return <Unknown />;
  const what = WORDS[place.kind];
  const hasVersion = api.versions.some(({ name }) => name === version);
  const places = what ? await findInVersions(api.slug, { kind: what.kind, key }) : new Map<string, string>();
  const elsewhere = [...places].filter(([name]) => name !== version);
  const others = api.versions.filter(
    ({ name, revision }) => name !== version && revision && !places.has(name),
  );
  return (
    <>
      <PageHeader
        title={hasVersion ? `Not in version ${version}` : `There is no version ${version}`}
        lead={lead({
          name: api.name,
          version,
          what: hasVersion ? what?.word : undefined,
          key,
          found: elsewhere.length,
        })}
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: api.name, href: routes.api(api.slug) },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {elsewhere.map(([name, href]) => (
          <LinkButton key={name} variant="primary" href={href}>
            Read it in {name}
          </LinkButton>
        ))}
        {hasVersion ? (
          <LinkButton href={routes.version(api.slug, version)}>Everything in {version}</LinkButton>
        ) : null}
        {(elsewhere.length > 0 ? [] : others.slice(0, 4)).map(({ name }) => (
          <LinkButton key={name} href={routes.version(api.slug, name)}>
            Look in {name}
          </LinkButton>
        ))}
      </div>
    </>
  );
}

/** Says that a version that the reader may see has no such page; knows all it says. */
export function NoSuchPage({ api, version }: { api: { slug: string; name: string }; version: string }) {
  return (
    <EmptyState
      icon={<FileQuestionMark />}
      title="This page does not exist"
      action={
        <LinkButton href={routes.version(api.slug, version)}>
          Everything in {api.name} {version}
        </LinkButton>
      }
    >
      {api.name} {version} has no such page.
    </EmptyState>
  );
}

interface LeadOf {
  name: string;
  version: string;
  what: string | undefined;
  key: string;
  found: number;
}

function lead({ name, version, what, key, found }: LeadOf): string {
  if (!what) return `${name} has no such page.`;
  const absent = `The ${what} “${key}” is not part of ${name} ${version}.`;
  return found > 0 ? `${absent} Other versions have it.` : `${absent} It may have been renamed or removed.`;
}

function Unknown() {
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
