import clsx from "clsx";
import { Check, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import type { FacetCount, SearchPage } from "#server/catalog/schema.ts";
import {
  type CatalogQuery,
  catalogHref,
  FACETS,
  type Facet,
  hasFilters,
  toggledHref,
} from "./catalog-query.ts";

interface CatalogFiltersProps {
  query: CatalogQuery;
  facets: SearchPage["facets"];
}

const FIRST = 10;

const LIFECYCLES: Record<string, string> = {
  draft: "Draft",
  in_review: "In review",
  published: "Published",
  deprecated: "Deprecated",
  retired: "Retired",
};
const KINDS: Record<string, string> = { openapi: "OpenAPI" };

/** Filters as links: each press is an address. On phones they wait behind a switch that needs no script. */
export function CatalogFilters({ query, facets }: CatalogFiltersProps) {
  const active = FACETS.reduce((sum, facet) => sum + query[facet].length, 0);
  return (
    <div>
      <input type="checkbox" id="show-filters" className="peer absolute opacity-0 lg:hidden" />
      <label
        htmlFor="show-filters"
        className="flex h-11 items-center gap-2 rounded-md border border-strong bg-raised px-3.5 text-sm font-medium peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent lg:hidden"
      >
        <SlidersHorizontal aria-hidden className="size-4 text-muted" />
        Filters{active > 0 ? ` (${active})` : ""}
      </label>
      <nav aria-label="Filters" className="hidden flex-col gap-6 pt-4 peer-checked:flex lg:flex lg:pt-0">
        {hasFilters(query) ? (
          <Link
            href={catalogHref({ ...query, tag: [], category: [], lifecycle: [], kind: [] })}
            className="-mb-2 text-caption font-medium text-accent hover:underline"
          >
            Clear all filters
          </Link>
        ) : null}
        <FacetList title="Category" facet="category" query={query} counts={facets.categories} />
        <FacetList title="Tag" facet="tag" query={query} counts={facets.tags} />
        <FacetList
          title="Lifecycle"
          facet="lifecycle"
          query={query}
          counts={facets.lifecycles}
          words={LIFECYCLES}
        />
        {facets.kinds.length > 1 || query.kind.length > 0 ? (
          <FacetList title="Kind" facet="kind" query={query} counts={facets.kinds} words={KINDS} />
        ) : null}
      </nav>
    </div>
  );
}

interface FacetListProps {
  title: string;
  facet: Facet;
  query: CatalogQuery;
  counts: FacetCount[];
  words?: Record<string, string>;
}

function FacetList({ title, facet, query, counts, words = {} }: FacetListProps) {
  const chosen = query[facet].filter((value) => !counts.some((count) => count.value === value));
  const all = [...counts, ...chosen.map((value) => ({ value, count: 0 }))];
  if (all.length === 0) return null;
  const entry = ({ value, count }: FacetCount) => {
    const isOn = query[facet].includes(value);
    return (
      <li key={value}>
        <Link
          href={toggledHref(query, facet, value)}
          prefetch={false}
          rel="nofollow"
          scroll={false}
          className="flex min-h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
        >
          <span
            aria-hidden
            className={clsx(
              "flex size-4 shrink-0 items-center justify-center rounded-[4px] border",
              isOn ? "border-accent bg-accent text-on-accent" : "border-strong bg-raised",
            )}
          >
            {isOn ? <Check className="size-3" strokeWidth={3} /> : null}
          </span>
          <span className={clsx("min-w-0 flex-1 truncate", isOn && "font-medium text-ink")}>
            {isOn ? <span className="sr-only">Chosen, remove: </span> : null}
            {words[value] ?? value}
          </span>
          <span className="text-xs text-faint tabular-nums">{count}</span>
        </Link>
      </li>
    );
  };
  return (
    <section aria-label={title}>
      <h2 className="mb-1 px-2 text-caption font-semibold">{title}</h2>
      <ul>{all.slice(0, FIRST).map(entry)}</ul>
      {all.length > FIRST ? (
        <details>
          <summary className="px-2 py-1 text-caption text-accent hover:underline">
            {all.length - FIRST} more
          </summary>
          <ul>{all.slice(FIRST).map(entry)}</ul>
        </details>
      ) : null}
    </section>
  );
}
