import { MINUTE_MS } from "#server/platform/clock.ts";
import type { TokenCaller } from "#server/platform/context.ts";
import { findCurrentTerms } from "#server/platform/current-terms.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { isAccessToken } from "./access-token-format.ts";

/**
 * Who an access token acts for, or null when it is malformed, unknown, expired or revoked, or when its owner is
 * suspended or no longer a member of an active organisation. Read on every request, never remembered.
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
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      user: { status: "active" },
      organisation: { status: "active" },
    },
    select: {
      id: true,
      orgId: true,
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
      organisation: { select: { isPublisher: true } },
    },
  });
  const membership = row?.user.memberships.find(({ orgId }) => orgId === row.orgId);
  if (!row || !membership) return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > MINUTE_MS) {
    await tx.accessToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
    await tx.user.updateMany({ where: { id: row.user.id }, data: { lastSeenAt: now } });
  }
  const terms = await findCurrentTerms(tx, now);
  return {
    kind: "token",
    tokenId: row.id,
    userId: row.user.id,
    name: row.user.name,
    platformRole: row.user.platformRole,
    orgId: row.orgId,
    isPublisher: row.organisation.isPublisher,
    role: membership.role,
    teamIds: membership.teams.map(({ teamId }) => teamId),
    scopes: row.scopes,
    ...(row.user.acceptedTerms < terms && { outstandingTerms: terms }),
  };
}
