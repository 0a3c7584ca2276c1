import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationRows } from "#components/reference/operation-rows.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { suggest } from "#server/catalog/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { listOperations } from "#server/specs/index.ts";
import { loadVersion } from "../../../../_parts/load.ts";
import { ReferencePage } from "../_parts/reference-page.tsx";

type Props = {
  params: Promise<{ api: string; version: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PAGE_SIZE = 100;

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
  const { q, show, page: wanted } = await searchParams;
  const asked = typeof q === "string" ? q.trim() : "";
  const all = await listOperations(documentId);
  const some = show === "webhooks" ? all.filter(({ isWebhook }) => isWebhook) : all;
  const operations = asked ? await matching(loaded, asked, all) : some;
  const pageCount = Math.max(1, Math.ceil(operations.length / PAGE_SIZE));
  const page = Math.min(pageCount, Math.max(1, Math.trunc(Number(wanted)) || 1));
  const from = (page - 1) * PAGE_SIZE;
  const shown = operations.slice(from, from + PAGE_SIZE);
  const slug = loaded.api.slug;
  const href = (to: number) => {
    const query = new URLSearchParams({
      ...(show === "webhooks" && { show }),
      ...(to > 1 && { page: String(to) }),
    });
    return `${routes.operations(slug, loaded.name)}${query.size > 0 ? `?${query}` : ""}`;
  };
  const title = asked ? `Operations matching “${asked}”` : show === "webhooks" ? "Webhooks" : "Operations";
  return (
    <ReferencePage version={loaded}>
      <div className="max-w-4xl">
        <PageHeader title={title} />
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
        <Pagination
          previous={page > 1 ? href(page - 1) : null}
          next={page < pageCount ? href(page + 1) : null}
          summary={
            pageCount > 1
              ? `${from + 1}–${from + shown.length} of ${operations.length}`
              : `${operations.length} ${operations.length === 1 ? "operation" : "operations"}`
          }
        />
      </div>
    </ReferencePage>
  );
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
    limit: PAGE_SIZE,
  });
  const byHref = new Map(
    all.map((operation) => [routes.operation(api.slug, name, operation.key), operation]),
  );
  return found.flatMap(({ href }) => byHref.get(href) ?? []);
}
