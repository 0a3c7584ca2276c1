import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationRows } from "#components/reference/operation-rows.tsx";
import { PathIndex } from "#components/reference/path-index.tsx";
import { isUnder, pathLevels } from "#components/reference/path-levels.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { suggest } from "#server/catalog/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { listOperations } from "#server/specs/index.ts";
import type { OperationSummary } from "#server/specs/schema.ts";
import { loadVersion } from "../../../../_parts/load.ts";
import { pageOf, textOf } from "../_parts/page-of.ts";
import { ReferencePage } from "../_parts/reference-page.tsx";

type Props = {
  params: Promise<{ api: string; version: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PAGE_SIZE = 100;
/** What a search finds is ranked; more than one page of it nobody reads. */
const MOST_FOUND = 100;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  const isPart = Object.keys(await searchParams).length > 0;
  return {
    title: `Operations of ${loaded.api.name} ${loaded.name}`,
    description: `Every operation of ${loaded.api.name} ${loaded.name}, by method and path.`,
    alternates: { canonical: routes.operations(loaded.api.slug, loaded.name) },
    ...(isPart ? { robots: { index: false } } : {}),
  };
}

/** Every operation of a version, page by page; with `q` those that match, for readers without scripts. */
export default async function OperationsPage({ params, searchParams }: Props) {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  const { documentId } = loaded;
  if (!documentId) notFound();
  const query = await searchParams;
  const [asked, under] = [textOf(query.q), textOf(query.under)];
  const show = query.show === "webhooks" ? query.show : undefined;
  const all = await listOperations(documentId);
  const some = all.filter(({ isWebhook, path }) => (show ? isWebhook : isUnder(path, under)));
  const operations = asked ? await matching(loaded, asked, all) : some;
  const { shown, summary, previous, next } = pageOf(operations, query.page, PAGE_SIZE, "operation");
  const slug = loaded.api.slug;
  const href = (page: number | null) =>
    page === null ? null : routes.operations(slug, loaded.name, { show, under, page });
  const title = asked ? `Operations matching “${asked}”` : show === "webhooks" ? "Webhooks" : "Operations";
  return (
    <ReferencePage version={loaded}>
      <div className="max-w-4xl">
        <PageHeader title={title} />
        {asked || show || all.length <= PAGE_SIZE ? null : (
          <PathIndex
            levels={pathLevels(callable(all), under)}
            hrefOf={(path) => routes.operations(slug, loaded.name, { under: path })}
          />
        )}
        {shown.length > 0 ? (
          <OperationRows api={slug} version={loaded.name} operations={shown} />
        ) : (
          <EmptyState
            title="No operation matches"
            action={<LinkButton href={routes.operations(slug, loaded.name)}>Show all operations</LinkButton>}
          >
            Try another word, or a part of the path.
          </EmptyState>
        )}
        <Pagination previous={href(previous)} next={href(next)} summary={summary} />
      </div>
    </ReferencePage>
  );
}

function callable(operations: OperationSummary[]): string[] {
  return operations.flatMap(({ isWebhook, path }) => (isWebhook ? [] : [path]));
}

async function matching(
  { api, name }: Awaited<ReturnType<typeof loadVersion>>,
  q: string,
  all: Awaited<ReturnType<typeof listOperations>>,
) {
  const found = await suggest(await currentContext(), {
    q,
    api: api.slug,
    version: name,
    kind: "operation",
    limit: MOST_FOUND,
  });
  const byHref = new Map(
    all.map((operation) => [routes.operation(api.slug, name, operation.key), operation]),
  );
  return found.flatMap(({ href }) => byHref.get(href) ?? []);
}
