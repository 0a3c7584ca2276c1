import { MINUTE_MS } from "#server/platform/clock.ts";
import type { OrgRole, TokenCaller } from "#server/platform/context.ts";
import { findCurrentTerms } from "#server/platform/current-terms.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { isAccessToken } from "./access-token-format.ts";

/**
 * Whom an access token acts for, or null when it is malformed, unknown, expired or revoked, its organisation is not
 * active, or, for a person's token, when its owner is suspended or no longer a member. Read on every request, never
 * remembered.
 */
export async function findCallerByToken(
  token: string,
  now: Date,
  tx: Tx = db(),
): Promise<TokenCaller | null> {
  if (!isAccessToken(token)) return null;
  const row = await tx.accessToken.findFirst({
    where: {
      tokenHash: sha256Hex(token),
      revokedAt: null,
      AND: [
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        { OR: [{ userId: null }, { user: { status: "active" } }] },
      ],
      organisation: { status: "active" },
    },
    select: {
      id: true,
      orgId: true,
      name: true,
      role: true,
      teamId: true,
      scopes: true,
      lastUsedAt: true,
      user: {
        select: {
          id: true,
          name: true,
          platformRole: true,
          acceptedTerms: true,
          memberships: {
            select: {
              orgId: true,
              role: true,
              teams: { select: { teamId: true }, orderBy: [{ createdAt: "asc" }, { teamId: "asc" }] },
            },
          },
        },
      },
      organisation: { select: { isPublisher: true, teams: { select: { id: true } } } },
    },
  });
  if (!row) return null;
  const standing = row.user ? standingOf(row.user, row.orgId) : ownStanding(row);
  if (!standing) return null;
  // Once a minute is enough to tell a used token from a forgotten one.
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > MINUTE_MS) {
    await tx.accessToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
    if (row.user) await tx.user.updateMany({ where: { id: row.user.id }, data: { lastSeenAt: now } });
  }
  // An organisation's token is nobody's, so it has nothing to accept.
  const terms = row.user ? await findCurrentTerms(tx, now) : 0;
  return {
    kind: "token",
    tokenId: row.id,
    userId: row.user?.id ?? null,
    name: row.user?.name ?? row.name,
    platformRole: row.user?.platformRole ?? "none",
    orgId: row.orgId,
    isPublisher: row.organisation.isPublisher,
    ...standing,
    scopes: row.scopes,
    ...(row.user && row.user.acceptedTerms < terms && { outstandingTerms: terms }),
  };
}

interface Standing {
  role: OrgRole;
  teamIds: string[];
}

interface Owner {
  memberships: { orgId: string; role: OrgRole; teams: { teamId: string }[] }[];
}

/** What the person is in the organisation now; null once they have left it. */
function standingOf(owner: Owner, orgId: string): Standing | null {
  const membership = owner.memberships.find((one) => one.orgId === orgId);
  return membership ? { role: membership.role, teamIds: membership.teams.map(({ teamId }) => teamId) } : null;
}

/** What the organisation's own token was given; one kept to a team that is gone reaches nothing. */
function ownStanding(row: {
  role: OrgRole | null;
  teamId: string | null;
  organisation: { teams: { id: string }[] };
}): Standing | null {
  const teamIds = row.organisation.teams.map(({ id }) => id);
  if (!row.role) return null;
  return { role: row.role, teamIds: row.teamId ? teamIds.filter((id) => id === row.teamId) : teamIds };
}
