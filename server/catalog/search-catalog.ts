import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import {
  type CatalogSort,
  type FacetCount,
  type Lifecycle,
  SearchCatalogInput,
  type SearchPage,
} from "./schema.ts";
import { findOperationsOf } from "./search-entry-hits.ts";
import { type ApiHit, findApiHits } from "./search-hits.ts";
import { type Asked, askAsTyped, askNearest } from "./search-question.ts";
import { apiSelect, toApiSummaries } from "./store.ts";

const OPERATIONS_PER_API = 3;

interface Filters {
  tag: string[];
  category: string[];
  lifecycle: Lifecycle[];
  kind: string[];
}

/** What each filter asks of an API. Retired ones show only when asked for. */
const PASSES: { [F in keyof Filters]: (hit: ApiHit, wanted: Filters[F]) => boolean } = {
  tag: (hit, wanted) => wanted.every((tag) => hit.tags.includes(tag)),
  category: (hit, wanted) => wanted.length === 0 || wanted.includes(hit.category),
  lifecycle: (hit, wanted) =>
    wanted.length === 0 ? hit.lifecycle !== "retired" : wanted.includes(hit.lifecycle),
  kind: (hit, wanted) => wanted.length === 0 || wanted.includes(hit.kind),
};

const byName = (a: ApiHit, b: ApiHit) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1);
const byPopularity = (a: ApiHit, b: ApiHit) => b.popularity - a.popularity || byName(a, b);

const ORDERS: Record<CatalogSort, (a: ApiHit, b: ApiHit) => number> = {
  relevance: (a, b) => b.score - a.score || byPopularity(a, b),
  name: byName,
  changed: (a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || byName(a, b),
  popular: byPopularity,
};

/** Finds APIs by words (theirs and their operations'), filters and order; only what the caller may see is even counted. */
export async function searchCatalog(ctx: Ctx, raw: unknown = {}): Promise<SearchPage> {
  const input = read(SearchCatalogInput, raw);
  const tx = reader(ctx);
  const { asked, hits, isGuess } = await ask(ctx, input.q);
  const found = hits.filter((hit) => passes(hit, input)).sort(ORDERS[input.sort]);
  const pageCount = Math.max(1, Math.ceil(found.length / input.pageSize));
  const page = Math.min(input.page, pageCount);
  const shown = found.slice((page - 1) * input.pageSize, page * input.pageSize);
  const ids = shown.map(({ id }) => id);
  const [rows, operations] = await Promise.all([
    tx.api.findMany({ where: { id: { in: ids } }, select: apiSelect(ctx) }),
    asked && ids.length > 0
      ? findOperationsOf(tx, ctx, asked, {
          apiIds: ids,
          perApi: OPERATIONS_PER_API,
          maxCounted: 10_000,
        })
      : [],
  ]);
  const apis = await toApiSummaries(tx, ctx, rows);
  return {
    results: shown.flatMap((hit) => {
      const api = apis.find(({ id }) => id === hit.id);
      if (!api) return [];
      const mine = operations.filter(({ apiId }) => apiId === hit.id);
      return {
        api,
        operations: mine.map(({ key, method, path, title, version }) => ({
          key,
          method,
          path,
          title,
          version,
        })),
        operationCount: mine[0]?.total ?? 0,
      };
    }),
    total: found.length,
    page,
    pageCount,
    facets: facetsOf(hits, input),
    isGuess,
  };
}

/** How many APIs the caller may see, and what they can be filtered by. */
export async function countCatalog(ctx: Ctx): Promise<Pick<SearchPage, "total" | "facets">> {
  const everything = read(SearchCatalogInput, {});
  const hits = await findApiHits(reader(ctx), ctx, null);
  return {
    total: hits.filter((hit) => passes(hit, everything)).length,
    facets: facetsOf(hits, everything),
  };
}

/** The hits for the words as typed or, when there are none, for the nearest ones. */
async function ask(ctx: Ctx, q: string): Promise<{ asked: Asked | null; hits: ApiHit[]; isGuess: boolean }> {
  const tx = reader(ctx);
  const typed = askAsTyped(q);
  // Signs alone match nothing; they are no reason to show everything.
  if (!typed && q !== "") return { asked: null, hits: [], isGuess: false };
  const hits = await findApiHits(tx, ctx, typed);
  if (!typed || hits.length > 0) return { asked: typed, hits, isGuess: false };
  const nearest = await askNearest(tx, q);
  const guessed = nearest ? await findApiHits(tx, ctx, nearest) : [];
  return { asked: nearest, hits: guessed, isGuess: guessed.length > 0 };
}

function passes(hit: ApiHit, filters: Filters, except?: keyof Filters): boolean {
  return (
    (except === "tag" || PASSES.tag(hit, filters.tag)) &&
    (except === "category" || PASSES.category(hit, filters.category)) &&
    (except === "lifecycle" || PASSES.lifecycle(hit, filters.lifecycle)) &&
    (except === "kind" || PASSES.kind(hit, filters.kind))
  );
}

function facetsOf(hits: ApiHit[], filters: Filters): SearchPage["facets"] {
  // Tags narrow one another, so their counts are those of what is shown.
  return {
    tags: count(hits.filter((hit) => passes(hit, filters)).flatMap((hit) => hit.tags)),
    categories: count(hits.filter((hit) => passes(hit, filters, "category")).map((hit) => hit.category)),
    lifecycles: count(hits.filter((hit) => passes(hit, filters, "lifecycle")).map((hit) => hit.lifecycle)),
    kinds: count(hits.filter((hit) => passes(hit, filters, "kind")).map((hit) => hit.kind)),
  };
}

function count(values: string[]): FacetCount[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, total]) => ({ value, count: total }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, "en"));
}
