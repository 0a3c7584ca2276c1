import type { Prisma } from "#prisma/generated/client.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { findTarget, USER } from "./attributes.ts";
import { fault } from "./faults.ts";
import {
  choose,
  demanded,
  type ListQuery,
  type ListResponse,
  MOST_SEARCHED,
  pageOf,
  readListQuery,
  toList,
} from "./list-query.ts";
import { matchesFilter } from "./match-filter.ts";
import { getPerson, PERSON_ROW, type PersonRecord, toFoundPerson } from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import type { Found } from "./represent.ts";

/** How many whole people are in memory at once. */
const CHUNK = 200;

/** GET /Users/:id. */
export async function getProvisionedPerson(ctx: Ctx, id: string): Promise<Found> {
  const { orgId } = requireDirectory(ctx);
  return toFoundPerson(await getPerson(reader(ctx), orgId, id));
}

/** GET /Users: whom this directory has named, never members whom it has not. */
export async function listProvisionedPeople(ctx: Ctx, raw: unknown): Promise<ListResponse> {
  const { orgId } = requireDirectory(ctx);
  const query = readListQuery(USER, raw);
  const { filter, sort, startIndex, count, projection } = query;
  const tx = reader(ctx);
  const orderBy = [{ createdAt: "asc" as const }, { id: "asc" as const }];
  if (!filter && !sort) {
    const total = await tx.scimUser.count({ where: { orgId } });
    const page = { skip: startIndex - 1, take: count };
    const rows = await tx.scimUser.findMany({ where: { orgId }, orderBy, ...page, select: PERSON_ROW });
    return toList(rows.map(toFoundPerson), { total, startIndex, projection });
  }
  const userName = demanded(filter, "userName");
  const externalId = demanded(filter, "externalId");
  const id = demanded(filter, "id");
  const where: Prisma.ScimUserWhereInput = {
    orgId,
    ...(userName !== null && { userKey: userName.toLowerCase() }),
    ...(externalId !== null && { externalId }),
    ...(id !== null && { id }),
  };
  const select = PERSON_ROW;
  const first = await tx.scimUser.findMany({ where, orderBy, take: CHUNK, select });
  if (first.length < CHUNK) return pageOf(USER, first.map(toFoundPerson), query);
  if ((await tx.scimUser.count({ where })) > MOST_SEARCHED)
    throw fault(
      "tooMany",
      `There are more than ${MOST_SEARCHED} users. Ask for a userName, externalId or id.`,
    );
  const fitting = first.flatMap((row) => fittingOf(row, query));
  for (let rows = first; rows.length === CHUNK; ) {
    const next = { cursor: { id: rows.at(-1)?.id ?? "" }, skip: 1, take: CHUNK };
    rows = await tx.scimUser.findMany({ where, orderBy, ...next, select });
    fitting.push(...rows.flatMap((row) => fittingOf(row, query)));
  }
  const { shown, total } = choose(USER, fitting, { ...query, filter: null });
  const page = { orgId, id: { in: shown.map((found) => found.id) } };
  const whole = new Map(
    (await tx.scimUser.findMany({ where: page, select })).map((row) => [row.id, toFoundPerson(row)]),
  );
  return toList(
    shown.flatMap((found) => whole.get(found.id) ?? []),
    { total, startIndex, projection },
  );
}

/** Somebody who fits the filter, with no more than the page is sorted by: thousands are held at once. */
function fittingOf(row: PersonRecord, { filter, sort }: ListQuery): Found[] {
  const found = toFoundPerson(row);
  if (filter && !matchesFilter(filter, found.attributes)) return [];
  const key = sort ? findTarget(USER, sort.path)?.attribute.key : undefined;
  const value = key === undefined ? undefined : found.attributes[key];
  return [{ ...found, attributes: key !== undefined && value !== undefined ? { [key]: value } : {} }];
}
