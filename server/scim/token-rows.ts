import type { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { ScimTokenSummary } from "./schema.ts";

const ENDED_SHOWN_MS = 30 * DAY_MS;

export const TOKEN_ROW = {
  id: true,
  name: true,
  hint: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const satisfies Prisma.ScimTokenSelect;

type TokenRow = Prisma.ScimTokenGetPayload<{ select: typeof TOKEN_ROW }>;

export function toTokenSummary({ revokedAt, ...row }: TokenRow, now: Date): ScimTokenSummary {
  const isExpired = row.expiresAt !== null && row.expiresAt <= now;
  return { ...row, state: revokedAt ? "revoked" : isExpired ? "expired" : "active" };
}

export function liveTokens(now: Date): Prisma.ScimTokenWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

/** The live ones, and ended ones for another 30 days. */
export function recentTokens(now: Date): Prisma.ScimTokenWhereInput {
  const since = new Date(now.getTime() - ENDED_SHOWN_MS);
  return {
    AND: [
      { OR: [{ revokedAt: null }, { revokedAt: { gt: since } }] },
      { OR: [{ expiresAt: null }, { expiresAt: { gt: since } }] },
    ],
  };
}
