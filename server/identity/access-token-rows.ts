import { isAllowed } from "#lib/organisation-permissions.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { hintOf, newAccessToken } from "./access-token-format.ts";
import type { AccessTokenSummary, OrgRoleValue } from "./schema.ts";

const ENDED_SHOWN_MS = 30 * DAY_MS;

export const TOKEN_ROW = {
  id: true,
  name: true,
  hint: true,
  scopes: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  replacedBy: true,
  user: { select: { name: true } },
  organisation: { select: { name: true } },
} as const satisfies Prisma.AccessTokenSelect;

type TokenRow = Prisma.AccessTokenGetPayload<{ select: typeof TOKEN_ROW }>;

export function toTokenSummary(row: TokenRow, now: Date): AccessTokenSummary {
  const { organisation, user, revokedAt, replacedBy, ...rest } = row;
  return {
    ...rest,
    orgName: organisation.name,
    ownerName: user?.name ?? null,
    isReplaced: replacedBy !== null,
    state: revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= now ? "expired" : "active",
  };
}

/** What is still worth showing: the live ones, and ended ones for another 30 days. */
export function recentTokens(now: Date): Prisma.AccessTokenWhereInput {
  const since = new Date(now.getTime() - ENDED_SHOWN_MS);
  return {
    AND: [
      { OR: [{ revokedAt: null }, { revokedAt: { gt: since } }] },
      { OR: [{ expiresAt: null }, { expiresAt: { gt: since } }] },
    ],
  };
}

/** The tokens that the person may rename and replace: their own, and for those who keep them their organisation's. */
export function tokensKeptBy(caller: MemberCaller): Prisma.AccessTokenWhereInput {
  const isOrganiser = isAllowed(caller.role, "keep_tokens");
  return {
    OR: [{ userId: caller.userId }, ...(isOrganiser ? [{ userId: null, orgId: caller.orgId }] : [])],
  };
}

interface TokenDraft {
  orgId: string;
  userId: string | null;
  createdBy: string;
  name: string;
  scopes: string[];
  expiresAt: Date;
  role?: OrgRoleValue | null;
  teamId?: string | null;
}

/** A new token's row and its secret, of which only the hash is kept. */
export async function insertAccessToken(
  tx: Tx,
  { scopes, ...draft }: TokenDraft,
  now: Date,
): Promise<{ token: AccessTokenSummary; secret: string }> {
  const kind = draft.userId === null ? "oat" : "pat";
  const secret = newAccessToken(kind);
  const row = await tx.accessToken.create({
    data: {
      id: newId(kind, now),
      ...draft,
      scopes: [...new Set(scopes)],
      tokenHash: sha256Hex(secret),
      hint: hintOf(secret),
      createdAt: now,
    },
    select: TOKEN_ROW,
  });
  return { token: toTokenSummary(row, now), secret };
}

/** The addresses of an organisation's owners, who hear of what happens to its tokens. */
export async function ownersOf(tx: Tx, orgId: string): Promise<string[]> {
  const owners = await tx.membership.findMany({
    where: { orgId, role: "owner", user: { status: "active" } },
    select: { user: { select: { email: true } } },
  });
  return owners.map(({ user }) => user.email);
}
