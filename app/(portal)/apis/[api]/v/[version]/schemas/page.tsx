import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FindForm } from "#components/reference/find-form.tsx";
import { LetterIndex } from "#components/reference/letter-index.tsx";
import { letterOf, lettersOf, sharedNamespace } from "#components/reference/name-index.ts";
import { SchemaList } from "#components/reference/schema-index.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { listSchemas } from "#server/specs/index.ts";
import { loadVersion } from "../../../../_parts/load.ts";
import { pageOf, textOf } from "../_parts/page-of.ts";
import { ReferencePage } from "../_parts/reference-page.tsx";

type Props = {
  params: Promise<{ api: string; version: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PAGE_SIZE = 300;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  const isPart = Object.keys(await searchParams).length > 0;
  return {
    title: `Schemas of ${loaded.api.name} ${loaded.name}`,
    description: `Every named schema of ${loaded.api.name} ${loaded.name}, by its first letter.`,
    alternates: { canonical: routes.schemas(loaded.api.slug, loaded.name) },
    ...(isPart ? { robots: { index: false } } : {}),
  };
}

/** Every named schema of a version by letter, page by page; with `q` those whose name has it. */
export default async function SchemasPage({ params, searchParams }: Props) {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  if (!loaded.documentId) notFound();
  const query = await searchParams;
  const [q, letter] = [textOf(query.q), textOf(query.letter)];
  const all = await listSchemas(loaded.documentId);
  const names = all.map(({ name }) => name);
  const namespace = sharedNamespace(names);
  const some = all
    .filter(({ name }) => !letter || letterOf(name, namespace) === letter)
    .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const { shown, summary, previous, next } = pageOf(some, query.page, PAGE_SIZE, "schema");
  const { name: versionName } = loaded;
  const slug = loaded.api.slug;
  const to = (page: number | null) =>
    page === null ? null : routes.schemas(slug, versionName, { q, letter, page });
  return (
    <ReferencePage version={loaded}>
      <div className="max-w-4xl">
        <PageHeader title="Schemas" />
        <FindForm action={routes.schemas(slug, versionName)} label="Find a schema" value={q} />
        <LetterIndex
          letters={lettersOf(names)}
          current={letter || (q ? "" : undefined)}
          hrefOf={(of) => routes.schemas(slug, versionName, { letter: of })}
        />
        {shown.length > 0 ? (
          <SchemaList api={slug} version={versionName} schemas={shown} />
        ) : (
          <EmptyState
            title="No schema matches"
            action={<LinkButton href={routes.schemas(slug, versionName)}>Show all schemas</LinkButton>}
          >
            Try another word or another letter.
          </EmptyState>
        )}
        <Pagination previous={to(previous)} next={to(next)} summary={summary} />
      </div>
    </ReferencePage>
  );
}
