import type { Prisma } from "#prisma/generated/client.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { GROUP } from "./attributes.ts";
import { fault } from "./faults.ts";
import type { Filter } from "./filter.ts";
import { GROUP_ROW, getGroup, MEMBER_ROWS, toFoundGroup } from "./group-record.ts";
import {
  choose,
  demanded,
  type ListQuery,
  type ListResponse,
  pageOf,
  readListQuery,
  toList,
} from "./list-query.ts";
import { requireDirectory } from "./policy.ts";
import type { Found } from "./represent.ts";

const ORDER = [{ createdAt: "asc" as const }, { teamId: "asc" as const }];

/** GET /Groups/:id. */
export async function getProvisionedGroup(ctx: Ctx, id: string): Promise<Found> {
  const { orgId } = requireDirectory(ctx);
  return getGroup(reader(ctx), orgId, id);
}

/** More memberships than these are not looked through, or answered, at once. */
const MOST_MEMBERSHIPS = 20_000;

/** GET /Groups: the teams that this directory keeps, never those that it does not. An organisation has few. */
export async function listProvisionedGroups(ctx: Ctx, raw: unknown): Promise<ListResponse> {
  const { orgId } = requireDirectory(ctx);
  const query = readListQuery(GROUP, raw);
  const { startIndex, projection } = query;
  const displayName = demanded(query.filter, "displayName");
  const externalId = demanded(query.filter, "externalId");
  const id = demanded(query.filter, "id");
  const scimUserId = demandedMember(query.filter);
  const where: Prisma.ScimGroupWhereInput = {
    orgId,
    ...(displayName !== null && { displayName: { equals: displayName, mode: "insensitive" } }),
    ...(externalId !== null && { externalId }),
    ...(id !== null && { teamId: id }),
    ...(scimUserId !== null && { members: { some: { scimUserId } } }),
  };
  const tx = reader(ctx);
  if (asksForMembers(query)) return pageOf(GROUP, await findWithMembers(tx, where), query);
  const rows = await tx.scimGroup.findMany({ where, orderBy: ORDER, select: GROUP_ROW });
  const all = rows.map((row) => toFoundGroup(row, []));
  const { shown, total } = choose(GROUP, all, query);
  if (!showsMembers(query)) return toList(shown, { total, startIndex, projection });
  const page = await shortened(tx, orgId, shown);
  const whole = await findWithMembers(tx, { orgId, teamId: { in: page.map((found) => found.id) } });
  const byId = new Map(whole.map((found) => [found.id, found]));
  return toList(
    page.map((found) => byId.get(found.id) ?? found),
    { total, startIndex, projection },
  );
}

/** As many of the page's first groups as may be answered with their members; the caller asks on from there. */
async function shortened(tx: Tx, orgId: string, shown: Found[]): Promise<Found[]> {
  const where = { orgId, teamId: { in: shown.map((found) => found.id) } };
  const counts = await tx.scimGroupMember.groupBy({ by: ["teamId"], where, _count: true });
  const sizeOf = new Map(counts.map(({ teamId, _count }) => [teamId, _count]));
  let members = 0;
  const end = shown.findIndex(({ id }) => {
    members += sizeOf.get(id) ?? 0;
    return members > MOST_MEMBERSHIPS;
  });
  return end > 0 ? shown.slice(0, end) : shown;
}

/** The person whom the filter demands in the group, so that the database can look for them. */
function demandedMember(filter: Filter | null): string | null {
  if (filter?.kind === "and") return demandedMember(filter.left) ?? demandedMember(filter.right);
  const inner = filter?.kind === "some" && filter.attribute.name === "members" ? filter.inner : filter;
  if (inner?.kind !== "compare" || inner.operator !== "eq" || typeof inner.value !== "string") return null;
  const { attribute, part } = inner.target;
  const isValue = attribute.name === "members" && (part === null || part.name === "value");
  return isValue ? inner.value : null;
}

async function findWithMembers(tx: Tx, where: Prisma.ScimGroupWhereInput): Promise<Found[]> {
  if ((await tx.scimGroupMember.count({ where: { group: where } })) > MOST_MEMBERSHIPS)
    throw fault(
      "tooMany",
      `These groups have more than ${MOST_MEMBERSHIPS} members. Ask for fewer, or with excludedAttributes=members.`,
    );
  const select = { ...GROUP_ROW, members: MEMBER_ROWS };
  const rows = await tx.scimGroup.findMany({ where, orderBy: ORDER, select });
  return rows.map(({ members, ...row }) => toFoundGroup(row, members));
}

const isMembers = (path: string) => /(^|:)members(\.|$)/i.test(path);

/** Whether the members decide which groups are on the page. */
function asksForMembers({ filter, sort }: ListQuery): boolean {
  return isFiltering(filter, "members") || (sort !== null && isMembers(sort.path));
}

/** Entra ID asks for groups without their members, which may be thousands. */
function showsMembers({ projection: { only, without } }: ListQuery): boolean {
  if (only.length > 0) return only.some(isMembers);
  return !without.some((path) => /(^|:)members$/i.test(path));
}

function isFiltering(filter: Filter | null, name: string): boolean {
  switch (filter?.kind) {
    case undefined:
      return false;
    case "and":
    case "or":
      return isFiltering(filter.left, name) || isFiltering(filter.right, name);
    case "not":
      return isFiltering(filter.inner, name);
    case "some":
      return filter.attribute.name === name;
    case "present":
    case "compare":
      return filter.target.attribute.name === name;
  }
}
