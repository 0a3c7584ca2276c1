import { z } from "zod";
import { isStorable } from "#lib/storable.ts";
import { read } from "#server/platform/read.ts";
import { findTarget, type ResourceType } from "./attributes.ts";
import { fault } from "./faults.ts";
import { comparedOf, type Filter, parseFilter } from "./filter.ts";
import { matchesFilter } from "./match-filter.ts";
import { type Found, type Projection, type Resource, represent } from "./represent.ts";

export const MOST_RESULTS = 200;
/** More than this is not looked through for one question. */
export const MOST_SEARCHED = 5_000;
const LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

const Whole = z.coerce.number().int().catch(1);
const Names = z
  .string()
  .max(2_000)
  .default("")
  .transform((text) => text.split(",").flatMap((name) => name.trim() || []));
const Text = z.string().max(4_000).refine(isStorable).default("");

const ListQueryInput = z.object({
  filter: Text,
  sortBy: Text,
  sortOrder: Text,
  startIndex: Whole.default(1).transform((index) => Math.max(1, Math.min(index, 1_000_000))),
  count: z.coerce
    .number()
    .int()
    .catch(MOST_RESULTS)
    .default(MOST_RESULTS)
    .transform((count) => Math.max(0, Math.min(count, MOST_RESULTS))),
  attributes: Names,
  excludedAttributes: Names,
});

export interface ListQuery {
  filter: Filter | null;
  sort: { path: string; isDescending: boolean } | null;
  startIndex: number;
  count: number;
  projection: Projection;
}

export interface ListResponse {
  schemas: string[];
  totalResults: number;
  startIndex: number;
  itemsPerPage: number;
  Resources: Resource[];
}

/** RFC 7644, 3.4.2: a negative count is none, a start before the first is the first. */
export function readListQuery(type: ResourceType, raw: unknown): ListQuery {
  const query = read(ListQueryInput, raw);
  const { filter, sortBy, sortOrder, startIndex, count } = query;
  if (sortBy && !findTarget(type, sortBy))
    throw fault("invalidPath", `There is nothing called ${sortBy.slice(0, 80)} to sort by.`);
  return {
    filter: filter.trim() ? parseFilter(type, filter) : null,
    sort: sortBy ? { path: sortBy, isDescending: sortOrder.toLowerCase() === "descending" } : null,
    startIndex,
    count,
    projection: { only: query.attributes, without: query.excludedAttributes },
  };
}

export function readProjection(raw: unknown): Projection {
  const query = read(ListQueryInput, raw);
  return { only: query.attributes, without: query.excludedAttributes };
}

/** What the filter demands of one attribute by itself, so that the database can look it up; null when it does not. */
export function demanded(filter: Filter | null, name: string): string | null {
  if (filter?.kind === "and") return demanded(filter.left, name) ?? demanded(filter.right, name);
  if (filter?.kind !== "compare" || filter.operator !== "eq" || filter.target.part) return null;
  return filter.target.attribute.name === name && typeof filter.value === "string" ? filter.value : null;
}

/** One page of what has been looked through. */
export function pageOf(type: ResourceType, all: Found[], query: ListQuery): ListResponse {
  const { startIndex, projection } = query;
  const { shown, total } = choose(type, all, query);
  return toList(shown, { total, startIndex, projection });
}

/** The resources of the page, and how many there are on all of them. */
export function choose(
  type: ResourceType,
  all: Found[],
  { filter, sort, startIndex, count }: ListQuery,
): { shown: Found[]; total: number } {
  const fitting = filter ? all.filter(({ attributes }) => matchesFilter(filter, attributes)) : all;
  const ordered = sort ? sorted(type, fitting, sort) : fitting;
  return { shown: ordered.slice(startIndex - 1, startIndex - 1 + count), total: fitting.length };
}

export function toList(
  shown: Found[],
  { total, startIndex, projection }: { total: number; startIndex: number; projection: Projection },
): ListResponse {
  return {
    schemas: [LIST_RESPONSE],
    totalResults: total,
    startIndex,
    itemsPerPage: shown.length,
    Resources: shown.map((found) => represent(found, projection)),
  };
}

/** Resources without the attribute come last, or first in descending order (RFC 7644, 3.4.2.3). */
function sorted(
  type: ResourceType,
  list: Found[],
  { path, isDescending }: NonNullable<ListQuery["sort"]>,
): Found[] {
  const target = findTarget(type, path);
  if (!target) return list;
  const { isCaseExact, name } = comparedOf(target);
  const keyOf = ({ attributes }: Found): string | null => {
    const value = attributes[target.attribute.key];
    const part = Array.isArray(value) ? (value.find(({ primary }) => primary === true) ?? value[0]) : value;
    const plain = typeof part === "object" ? part[name] : part;
    if (plain === undefined) return null;
    return isCaseExact ? String(plain) : String(plain).toLowerCase();
  };
  const direction = isDescending ? -1 : 1;
  return list
    .map((found) => ({ found, key: keyOf(found) }))
    .sort((a, b) => {
      if (a.key === b.key) return 0;
      if (a.key === null) return direction;
      if (b.key === null) return -direction;
      return a.key < b.key ? -direction : direction;
    })
    .map(({ found }) => found);
}
