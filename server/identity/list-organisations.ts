import { platformMay } from "#lib/platform-permissions.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import {
  type CountedPage,
  ListOrganisationsInput,
  type OrganisationDetail,
  OrganisationInput,
  type OrganisationSummary,
  type OrgRoleValue,
} from "./schema.ts";

const PAGE_SIZE = 50;
const SUMMARY = {
  id: true,
  slug: true,
  name: true,
  isPersonal: true,
  isPublisher: true,
  status: true,
  createdAt: true,
  _count: { select: { memberships: true } },
} as const;
const KINDS = {
  publisher: { isPublisher: true },
  consumer: { isPublisher: false, isPersonal: false },
  personal: { isPersonal: true },
} as const;

/** The portal's organisations, newest first, by part of the name, state and kind. */
export async function listOrganisations(
  ctx: Ctx,
  raw: unknown = {},
): Promise<CountedPage<OrganisationSummary>> {
  requirePlatform(ctx, "organisations.read");
  const { q, status, kind, cursor } = read(ListOrganisationsInput, raw);
  const where: Prisma.OrganisationWhereInput = {
    ...(status && { status }),
    ...(kind && KINDS[kind]),
    ...(q && {
      OR: [
        { name: { contains: q, mode: "insensitive" } },
        { slug: { contains: q.toLowerCase() } },
        { id: q },
      ],
    }),
  };
  const total = await reader(ctx).organisation.count({ where });
  const orgs = await reader(ctx).organisation.findMany({
    where: cursor ? { AND: [where, { id: { lt: cursor } }] } : where,
    // Ids begin with the time of creation, so the last one seen is where to go on.
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    select: SUMMARY,
  });
  const rows = orgs
    .slice(0, PAGE_SIZE)
    .map(({ _count, ...org }) => ({ ...org, memberCount: _count.memberships }));
  return { rows, total, nextCursor: orgs.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null };
}

/** An organisation with its teams and members: for its members, and for the portal's administrators. */
export async function getOrganisation(ctx: Ctx, raw: unknown): Promise<OrganisationDetail> {
  const caller = requireMember(ctx);
  const { orgId } = read(OrganisationInput, raw);
  const isVisible = platformMay(caller.platformRole, "organisations.read") || caller.orgId === orgId;
  const org = isVisible
    ? await reader(ctx).organisation.findUnique({
        where: { id: orgId },
        select: {
          ...SUMMARY,
          teams: {
            select: { id: true, slug: true, name: true, _count: { select: { members: true } } },
            orderBy: [{ createdAt: "asc" }, { id: "asc" }],
          },
          memberships: {
            orderBy: { createdAt: "asc" },
            select: {
              role: true,
              createdAt: true,
              user: { select: { id: true, name: true, email: true, status: true } },
              teams: { select: { teamId: true }, orderBy: { createdAt: "asc" } },
            },
          },
        },
      })
    : null;
  if (!org) throw new Refusal("not_found", "This organisation does not exist.");
  const { _count, memberships, teams, ...summary } = org;
  // Who may see organisations but no people, such as a moderator, sees no addresses either.
  const seesAddresses = caller.orgId === orgId || platformMay(caller.platformRole, "users.read");
  const members = memberships.map(({ role, createdAt, user: { id, ...user }, teams: of }) => ({
    ...user,
    email: seesAddresses ? user.email : "",
    userId: id,
    role,
    since: createdAt,
    teamIds: of.map(({ teamId }) => teamId),
  }));
  return {
    ...summary,
    memberCount: _count.memberships,
    members,
    teams: teams.map(({ _count: { members: memberCount }, ...team }) => ({ ...team, memberCount })),
  };
}

/** The active organisations that the person belongs to, for switching between them. */
export async function listMyOrganisations(
  ctx: Ctx,
): Promise<{ id: string; name: string; role: OrgRoleValue; isPersonal: boolean; isCurrent: boolean }[]> {
  const { userId, orgId } = requireMember(ctx);
  const rows = await reader(ctx).membership.findMany({
    where: { userId, organisation: { status: "active" } },
    orderBy: [{ organisation: { isPersonal: "asc" } }, { organisation: { name: "asc" } }],
    select: { role: true, organisation: { select: { id: true, name: true, isPersonal: true } } },
  });
  return rows.map(({ role, organisation }) => ({
    ...organisation,
    role,
    isCurrent: organisation.id === orgId,
  }));
}
