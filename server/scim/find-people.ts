import type { Prisma } from "#prisma/generated/client.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { USER } from "./attributes.ts";
import { fault } from "./faults.ts";
import { demanded, type ListResponse, MOST_SEARCHED, pageOf, readListQuery, toList } from "./list-query.ts";
import { getPerson, PERSON_ROW, toFoundPerson } from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import type { Found } from "./represent.ts";

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
  const rows = await tx.scimUser.findMany({ where, orderBy, take: MOST_SEARCHED + 1, select: PERSON_ROW });
  if (rows.length > MOST_SEARCHED)
    throw fault(
      "tooMany",
      `There are more than ${MOST_SEARCHED} users. Ask for a userName, externalId or id.`,
    );
  return pageOf(USER, rows.map(toFoundPerson), query);
}
