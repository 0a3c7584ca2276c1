import type { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { GROUP } from "./attributes.ts";
import { fault } from "./faults.ts";
import type { Attributes, Part } from "./read-attributes.ts";
import { type Found, scimAddress } from "./represent.ts";

export const GROUP_ROW = {
  teamId: true,
  displayName: true,
  externalId: true,
  role: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.ScimGroupSelect;

export const MEMBER_ROWS = {
  orderBy: [{ createdAt: "asc" }, { scimUserId: "asc" }],
  select: { scimUserId: true, person: { select: { userName: true } } },
} as const satisfies Prisma.ScimGroup$membersArgs;

export type GroupRecord = Prisma.ScimGroupGetPayload<{ select: typeof GROUP_ROW }>;
type MemberRow = Prisma.ScimGroupMemberGetPayload<{ select: (typeof MEMBER_ROWS)["select"] }>;

/** The group, held until the transaction ends; another organisation's does not exist. */
export async function lockGroup(
  tx: Tx,
  orgId: string,
  teamId: string,
): Promise<Found & { record: GroupRecord }> {
  await tx.$queryRaw`SELECT 1 FROM "ScimGroup" WHERE "teamId" = ${teamId} AND "orgId" = ${orgId} FOR UPDATE`;
  return getGroup(tx, orgId, teamId);
}

export async function getGroup(
  tx: Tx,
  orgId: string,
  teamId: string,
): Promise<Found & { record: GroupRecord }> {
  const row = await tx.scimGroup.findFirst({
    where: { teamId, orgId },
    select: { ...GROUP_ROW, members: MEMBER_ROWS },
  });
  if (!row) throw new Refusal("not_found", "There is no such group.");
  const { members, ...record } = row;
  return { ...toFoundGroup(record, members), record };
}

export function toFoundGroup(row: GroupRecord, members: MemberRow[]): Found {
  return {
    type: GROUP,
    id: row.teamId,
    version: String(row.version),
    attributes: {
      id: row.teamId,
      displayName: row.displayName,
      ...(row.externalId !== null && { externalId: row.externalId }),
      ...(members.length > 0 && { members: members.map(toMember) }),
      meta: { created: row.createdAt.toISOString(), lastModified: row.updatedAt.toISOString() },
    },
  };
}

function toMember({ scimUserId, person }: MemberRow): Part {
  return {
    value: scimUserId,
    display: person.userName,
    type: "User",
    $ref: scimAddress(`Users/${scimUserId}`),
  };
}

export interface WantedGroup {
  displayName: string;
  teamName: string;
  externalId: string | null;
  personIds: string[];
}

/** What the attributes ask for. */
export function readWantedGroup({ displayName, externalId, members }: Attributes): WantedGroup {
  if (typeof displayName !== "string") throw fault("invalidValue", "displayName: it must be stated.");
  const list = Array.isArray(members) ? members : [];
  const ids = list.map(({ value, type }) => {
    if (typeof type === "string" && type.toLowerCase() === "group")
      throw fault("invalidValue", "members: groups within groups are not kept. Name the people.");
    if (typeof value !== "string") throw fault("invalidValue", "members: each has a value, the user's id.");
    return value;
  });
  return {
    displayName,
    teamName: teamNameOf(displayName),
    externalId: typeof externalId === "string" ? externalId : null,
    personIds: [...new Set(ids)],
  };
}

/** Teams have plain, short names; the directory's own is kept beside it. */
function teamNameOf(displayName: string): string {
  const plain = displayName
    .replace(/[\p{Cc}<>]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 60)
    .trim();
  if (plain.length < 2)
    throw fault("invalidValue", "displayName: a team's name has at least two characters.");
  return plain;
}
