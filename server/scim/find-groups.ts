import type { Prisma } from "#prisma/generated/client.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { GROUP } from "./attributes.ts";
import type { Filter } from "./filter.ts";
import { GROUP_ROW, getGroup, MEMBER_ROWS, toFoundGroup } from "./group-record.ts";
import { demanded, type ListQuery, type ListResponse, pageOf, readListQuery } from "./list-query.ts";
import { requireDirectory } from "./policy.ts";
import type { Found } from "./represent.ts";

/** GET /Groups/:id. */
export async function getProvisionedGroup(ctx: Ctx, id: string): Promise<Found> {
  const { orgId } = requireDirectory(ctx);
  return getGroup(reader(ctx), orgId, id);
}

/** GET /Groups: the teams that this directory keeps, never those that it does not. An organisation has few. */
export async function listProvisionedGroups(ctx: Ctx, raw: unknown): Promise<ListResponse> {
  const { orgId } = requireDirectory(ctx);
  const query = readListQuery(GROUP, raw);
  const displayName = demanded(query.filter, "displayName");
  const externalId = demanded(query.filter, "externalId");
  const id = demanded(query.filter, "id");
  const where: Prisma.ScimGroupWhereInput = {
    orgId,
    ...(displayName !== null && { displayName: { equals: displayName, mode: "insensitive" } }),
    ...(externalId !== null && { externalId }),
    ...(id !== null && { teamId: id }),
  };
  return pageOf(GROUP, await findAll(reader(ctx), where, needsMembers(query)), query);
}

async function findAll(tx: Tx, where: Prisma.ScimGroupWhereInput, withMembers: boolean): Promise<Found[]> {
  const orderBy = [{ createdAt: "asc" as const }, { teamId: "asc" as const }];
  if (!withMembers) {
    const rows = await tx.scimGroup.findMany({ where, orderBy, select: GROUP_ROW });
    return rows.map((row) => toFoundGroup(row, []));
  }
  const rows = await tx.scimGroup.findMany({
    where,
    orderBy,
    select: { ...GROUP_ROW, members: MEMBER_ROWS },
  });
  return rows.map(({ members, ...row }) => toFoundGroup(row, members));
}

/** Entra ID asks for groups without their members, which may be thousands. */
function needsMembers({ filter, sort, projection: { only, without } }: ListQuery): boolean {
  const isMembers = (path: string) => /(^|:)members(\.|$)/i.test(path);
  if (isFiltering(filter, "members") || (sort && isMembers(sort.path))) return true;
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
