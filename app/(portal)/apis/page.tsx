import type { Metadata } from "next";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { ApiRow } from "#components/catalog/api-row.tsx";
import { CatalogFilters } from "#components/catalog/catalog-filters.tsx";
import { catalogHref, hasFilters, readCatalogQuery } from "#components/catalog/catalog-query.ts";
import { CatalogSearch } from "#components/catalog/catalog-search.tsx";
import { SortLinks } from "#components/catalog/sort-links.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { searchCatalog } from "#server/catalog/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { NothingFound } from "./_parts/nothing-found.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PAGE_SIZE = 20;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = readCatalogQuery(await searchParams);
  return pageMetadata({
    title: query.q ? `APIs matching “${query.q}”` : "APIs",
    description: "Every API of this portal: what it does, in which versions, and how to get access.",
    path: routes.catalog(),
    isListed: query.q === "" && !hasFilters(query),
    kind: "website",
  });
}

export default async function CatalogPage({ searchParams }: Props) {
  const query = readCatalogQuery(await searchParams);
  const ctx = await currentContext();
  const found = await searchCatalog(ctx, { ...query, pageSize: PAGE_SIZE });
  const isAsking = query.q !== "" || hasFilters(query);
  const from = (found.page - 1) * PAGE_SIZE;
  const count = `${found.total} ${found.total === 1 ? "API" : "APIs"}`;
  return (
    <>
      <PageHeader title="APIs" lead="Find one by what it does, by an operation, or by a path you know." />
      <div className="grid grid-cols-1 gap-x-10 gap-y-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <div className="lg:col-start-2">
          <CatalogSearch query={query} />
        </div>
        <CatalogFilters query={query} facets={found.facets} />
        <section aria-label="Results" className="min-w-0 lg:col-start-2 lg:row-start-2">
          <div className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-caption text-muted">
            <p role="status">
              {found.isGuess && found.total > 0
                ? `Nothing matches exactly; ${count} with similar words`
                : count}
            </p>
            <SortLinks query={query} />
          </div>
          {found.total === 0 ? (
            <NothingFound query={query} isAsking={isAsking} />
          ) : (
            <ul>
              {found.results.map((result) => (
                <ApiRow key={result.api.id} result={result} q={query.q} />
              ))}
            </ul>
          )}
          <Pagination
            previous={found.page > 1 ? catalogHref(query, { page: found.page - 1 }) : null}
            next={found.page < found.pageCount ? catalogHref(query, { page: found.page + 1 }) : null}
            summary={
              found.pageCount > 1 ? `${from + 1}–${from + found.results.length} of ${found.total}` : ""
            }
          />
        </section>
      </div>
    </>
  );
}
