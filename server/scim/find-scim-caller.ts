import { isAttemptFree, isScimToken } from "#server/identity/index.ts";
import { MINUTE_MS } from "#server/platform/clock.ts";
import type { ScimCaller } from "#server/platform/context.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { liveTokens } from "./token-rows.ts";

const MOST_PER_MINUTE = 600;

/**
 * The directory that a token speaks for, or null when it is malformed, unknown, expired or revoked, or its organisation
 * is not active. Read on every request, never remembered.
 */
export async function findScimCaller(token: string, now: Date, tx: Tx = db()): Promise<ScimCaller | null> {
  if (!isScimToken(token)) return null;
  const row = await tx.scimToken.findFirst({
    where: {
      tokenHash: sha256Hex(token),
      ...liveTokens(now),
      organisation: { status: "active", isPersonal: false },
    },
    select: { id: true, orgId: true, lastUsedAt: true, organisation: { select: { name: true } } },
  });
  if (!row) return null;
  const { id, orgId, lastUsedAt, organisation } = row;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > MINUTE_MS)
    await tx.scimToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
  return { kind: "scim", tokenId: id, orgId, orgName: organisation.name };
}

/** Counts a request against the directory's minute, or refuses it. */
export async function takeScimRequest({ tokenId }: ScimCaller, now: Date, tx: Tx = db()): Promise<void> {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  if (await isAttemptFree(tx, { key: `scim:${tokenId}:${minute}`, free: MOST_PER_MINUTE }, now)) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now.getTime()) / 1_000));
  throw new Refusal(
    "limit_reached",
    `At most ${MOST_PER_MINUTE} requests a minute. Ask again in ${retryAfterSeconds} seconds.`,
    {},
    { retryAfterSeconds },
  );
}
