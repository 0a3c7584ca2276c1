import { randomBytes } from "node:crypto";
import { MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { challengeSignature, isSameHash } from "#server/platform/keyring.ts";

export type ChallengePurpose = "register" | "sign_in" | "second_step" | "proof";

const LIFETIME_MS = 10 * MINUTE_MS;
const NONCE_BYTES = 16;
const TIME_BYTES = 6;

function sign(head: Uint8Array, purpose: ChallengePurpose, userId: string | null): Buffer {
  return challengeSignature(`${Buffer.from(head).toString("hex")} ${purpose} ${userId ?? ""}`);
}

/**
 * What an authenticator is asked to sign: a nonce and the time it dies, signed by us for one purpose and person. Nothing
 * is stored before it is used, so that a sign-in page seen a million times fills no table.
 */
export function newChallenge(
  purpose: ChallengePurpose,
  userId: string | null,
  now: Date,
): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(NONCE_BYTES + TIME_BYTES);
  randomBytes(NONCE_BYTES).copy(head);
  head.writeUIntBE(Math.floor((now.getTime() + LIFETIME_MS) / SECOND_MS), NONCE_BYTES, TIME_BYTES);
  return new Uint8Array(Buffer.concat([head, sign(head, purpose, userId)]));
}

/** Whether this challenge is ours, for this purpose and person, still alive and never used before; it now is. */
export async function spendChallenge(
  tx: Tx,
  challenge: string,
  purpose: ChallengePurpose,
  userId: string | null,
  now: Date,
): Promise<boolean> {
  const bytes = Buffer.from(challenge, "base64url");
  const head = bytes.subarray(0, NONCE_BYTES + TIME_BYTES);
  if (head.length < NONCE_BYTES + TIME_BYTES) return false;
  if (!isSameHash(bytes.subarray(head.length), sign(head, purpose, userId))) return false;
  const expiresAt = new Date(head.readUIntBE(NONCE_BYTES, TIME_BYTES) * SECOND_MS);
  if (expiresAt <= now) return false;
  const data = {
    id: newId("pkc", now),
    challenge: bytes.toString("base64url"),
    purpose,
    userId,
    createdAt: now,
    expiresAt,
    usedAt: now,
  };
  // Skipping what is there already, unlike failing at it, leaves a transaction around this usable.
  const { count } = await tx.passkeyChallenge.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Forgets the challenges that could not be used again anyway. */
export async function pruneChallenges(tx: Tx, now: Date): Promise<void> {
  await tx.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now } } });
}
