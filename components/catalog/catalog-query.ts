import { routes } from "#lib/routes.ts";

/** The catalog's state as its address carries it. */
export interface CatalogQuery {
  q: string;
  tag: string[];
  category: string[];
  lifecycle: string[];
  kind: string[];
  sort: string;
  page: number;
}

export const FACETS = ["category", "tag", "lifecycle", "kind"] as const;
export type Facet = (typeof FACETS)[number];

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what is missing means its default. */
export function readCatalogQuery(params: SearchParams): CatalogQuery {
  const one = (name: string) => [params[name]].flat()[0] ?? "";
  const many = (name: string) => [params[name]].flat().flatMap((value) => value || []);
  return {
    q: one("q"),
    tag: many("tag"),
    category: many("category"),
    lifecycle: many("lifecycle"),
    kind: many("kind"),
    sort: one("sort") || "relevance",
    page: Math.max(1, Number.parseInt(one("page"), 10) || 1),
  };
}

/** The address of a state; every change but a step of pages starts at the first page again. */
export function catalogHref(query: CatalogQuery, change: Partial<CatalogQuery> = {}): string {
  const next = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.q) params.set("q", next.q);
  for (const facet of FACETS) for (const value of next[facet]) params.append(facet, value);
  if (next.sort && next.sort !== "relevance") params.set("sort", next.sort);
  if (next.page > 1) params.set("page", String(next.page));
  const text = params.toString();
  return text ? `${routes.catalog()}?${text}` : routes.catalog();
}

/** The address after a value of a facet was switched on or off. */
export function toggledHref(query: CatalogQuery, facet: Facet, value: string): string {
  const values = query[facet];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return catalogHref(query, { [facet]: next });
}

export function hasFilters(query: CatalogQuery): boolean {
  return FACETS.some((facet) => query[facet].length > 0);
}
