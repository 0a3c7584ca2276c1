import { z } from "zod";
import { normaliseAddress } from "#lib/mail-address.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { nameOf } from "#server/identity/index.ts";
import { isUniqueViolation, type Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { USER } from "./attributes.ts";
import { fault } from "./faults.ts";
import type { Attributes } from "./read-attributes.ts";
import { type Found, scimAddress } from "./represent.ts";
import type { Standing } from "./schema.ts";

export const PERSON_ROW = {
  id: true,
  orgId: true,
  userId: true,
  email: true,
  userName: true,
  externalId: true,
  isActive: true,
  groupRole: true,
  profile: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  user: { select: { memberships: { select: { orgId: true } } } },
  groups: {
    orderBy: { teamId: "asc" },
    select: { teamId: true, group: { select: { displayName: true } } },
  },
} as const satisfies Prisma.ScimUserSelect;

export type PersonRecord = Prisma.ScimUserGetPayload<{ select: typeof PERSON_ROW }>;

/** What a directory wants a person to be. */
export interface WantedPerson {
  userName: string;
  userKey: string;
  externalId: string | null;
  isActive: boolean;
  email: string;
  name: string;
  /** The attributes that have no column. */
  profile: Attributes;
}

const Profile = z.record(
  z.string(),
  z.union([
    z.string(),
    z.boolean(),
    z.record(z.string(), z.union([z.string(), z.boolean()])),
    z.array(z.record(z.string(), z.union([z.string(), z.boolean()]))),
  ]),
);

/** The person, held until the transaction ends; another organisation's does not exist. */
export async function lockPerson(tx: Tx, orgId: string, id: string): Promise<PersonRecord> {
  await tx.$queryRaw`SELECT id FROM "ScimUser" WHERE id = ${id} AND "orgId" = ${orgId} FOR UPDATE`;
  return getPerson(tx, orgId, id);
}

export async function getPerson(tx: Tx, orgId: string, id: string): Promise<PersonRecord> {
  const row = await tx.scimUser.findFirst({ where: { id, orgId }, select: PERSON_ROW });
  if (!row) throw new Refusal("not_found", "There is no such user.");
  return row;
}

/** What is, not what was wished: whoever left is inactive, and whoever was let in again by hand is a member. */
export function standingOf({ orgId, userId, isActive, user }: PersonRecord): Standing {
  if (userId === null) return isActive ? "invited" : "inactive";
  return user?.memberships.some((membership) => membership.orgId === orgId) ? "member" : "inactive";
}

/** The person as the directory reads and patches them. */
export function toFoundPerson(row: PersonRecord): Found {
  const isActive = standingOf(row) !== "inactive";
  return {
    type: USER,
    id: row.id,
    version: `${row.version}${isActive ? "a" : "i"}`,
    attributes: {
      ...Profile.parse(row.profile),
      ...(row.externalId !== null && { externalId: row.externalId }),
      id: row.id,
      userName: row.userName,
      active: isActive,
      ...(row.groups.length > 0 && {
        groups: row.groups.map(({ teamId, group }) => ({
          value: teamId,
          display: group.displayName,
          $ref: scimAddress(`Groups/${teamId}`),
        })),
      }),
      meta: { created: row.createdAt.toISOString(), lastModified: row.updatedAt.toISOString() },
    },
  };
}

/** What the attributes ask for. `isActive` without a word from the directory stays as it was. */
export function readWanted(attributes: Attributes, wasActive: boolean): WantedPerson {
  const { userName, externalId, active, id: _id, groups: _groups, meta: _meta, ...profile } = attributes;
  if (typeof userName !== "string") throw fault("invalidValue", "userName: it must be stated.");
  const email = addressOf(attributes);
  if (!email)
    throw fault("invalidValue", "emails: a plain e-mail address is needed, there or as the userName.");
  return {
    userName,
    userKey: userName.toLowerCase(),
    externalId: typeof externalId === "string" ? externalId : null,
    isActive: typeof active === "boolean" ? active : wasActive,
    email,
    name: nameFrom(attributes) ?? nameOf(email),
    profile,
  };
}

const MOST_PROFILE_BYTES = 32 * 1024;

/** What is kept of everybody is read for many at once: none may be large. */
export function requireModest({ profile }: WantedPerson): void {
  if (Buffer.byteLength(JSON.stringify(profile)) > MOST_PROFILE_BYTES)
    throw fault("invalidValue", "The user is too large: at most 32 KB of attributes are kept.");
}

/** The primary address, else that of work, else the first; without any, the user name if it is one. */
function addressOf({ emails, userName }: Attributes): string | null {
  const list = Array.isArray(emails) ? emails : [];
  const chosen =
    list.find(({ primary }) => primary === true) ?? list.find(({ type }) => type === "work") ?? list[0];
  return normaliseAddress(String(chosen?.value ?? userName));
}

function nameFrom({ displayName, name }: Attributes): string | null {
  if (typeof displayName === "string") return displayName;
  if (typeof name !== "object" || Array.isArray(name)) return null;
  const { formatted, givenName, familyName } = name;
  if (typeof formatted === "string") return formatted;
  return [givenName, familyName].filter((part) => typeof part === "string").join(" ") || null;
}

/** What a database knows to be taken already, said as SCIM says it. */
export function asUniqueness(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw fault("uniqueness", "This user name, external id or person is known already.");
}
