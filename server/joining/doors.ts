import { domainOf } from "#lib/mail-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import { PROVEN } from "./store.ts";

const CLOSED = "No organisation that you could join by your address has this id.";

export interface Door {
  id: string;
  orgId: string;
  orgName: string;
  domain: string;
  role: "owner" | "admin" | "developer" | "viewer";
  teamId: string | null;
  isAtOnce: boolean;
}

/** The confirmed address of an active person, or null: what anybody else's says is nobody's proof. */
export async function findProvenAddress(tx: Tx, userId: string): Promise<string | null> {
  const user = await tx.user.findFirst({
    where: { id: userId, status: "active", emailVerifiedAt: { not: null } },
    select: { email: true },
  });
  return user?.email ?? null;
}

/**
 * The organisations that are open to an address, this one or all. Whoever was removed from one is not let in at once
 * again: they may ask.
 */
export async function findDoors(tx: Tx, userId: string, orgId?: string): Promise<Door[]> {
  const email = await findProvenAddress(tx, userId);
  if (!email) return [];
  const rows = await tx.organisationDomain.findMany({
    where: {
      ...PROVEN,
      domain: domainOf(email),
      joinMode: { not: "off" },
      ...(orgId && { orgId }),
      organisation: { ...PROVEN.organisation, memberships: { none: { userId } } },
    },
    select: {
      id: true,
      orgId: true,
      domain: true,
      role: true,
      teamId: true,
      joinMode: true,
      organisation: {
        select: {
          name: true,
          departures: { where: { userId, removedBy: { not: null } }, take: 1, select: { id: true } },
        },
      },
    },
  });
  return rows.map(({ joinMode, organisation, ...row }) => ({
    ...row,
    orgName: organisation.name,
    isAtOnce: joinMode === "at_once" && organisation.departures.length === 0,
  }));
}

/** The one door that a person may take, person and door held until the transaction ends; or not_found, whatever is amiss. */
export async function holdDoor(tx: Tx, ctx: Ctx, orgId: string): Promise<Door> {
  const { userId } = requireMember(ctx);
  await tx.$queryRaw`SELECT id FROM "User" WHERE id = ${userId} FOR SHARE`;
  await tx.$queryRaw`SELECT id FROM "OrganisationDomain" WHERE "orgId" = ${orgId} FOR SHARE`;
  const [door] = await findDoors(tx, userId, orgId);
  if (!door) throw new Refusal("not_found", CLOSED);
  return door;
}
