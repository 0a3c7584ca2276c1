import { randomInt } from "node:crypto";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { pepperedHash } from "#server/platform/keyring.ts";

const HOW_MANY = 10;
/** Without letters and digits that are taken for one another. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

function newCode(): string {
  const letters = Array.from({ length: 12 }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return [0, 4, 8].map((from) => letters.slice(from, from + 4).join("")).join("-");
}

/** The person is part of what is hashed, so that equal codes of two people look different. */
function hashOf(userId: string, code: string): string {
  const plain = code.toLowerCase().replace(/[^0-9a-z]/g, "");
  return Buffer.from(pepperedHash("recovery-pepper", `${userId}:${plain}`)).toString("hex");
}

/** Two sets made at once would both count, and only one be seen; rows that point at the person are not held up. */
async function holdCodes(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${userId} FOR NO KEY UPDATE`;
}

/** Ten new codes in place of all earlier ones; the only time that they are seen. */
export async function replaceRecoveryCodes(tx: Tx, userId: string, now: Date): Promise<string[]> {
  await holdCodes(tx, userId);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({
      id: newId("rec", now),
      userId,
      codeHash: hashOf(userId, code),
      createdAt: now,
    })),
  });
  return codes;
}

/** Codes for a person who has none left, otherwise none: those written down stay good. */
export async function ensureRecoveryCodes(tx: Tx, userId: string, now: Date): Promise<string[]> {
  await holdCodes(tx, userId);
  const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return left > 0 ? [] : replaceRecoveryCodes(tx, userId, now);
}

/** Whether this is an unused code of the person's, which it then no longer is. Of two at once, only one is. */
export async function spendRecoveryCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashOf(userId, code), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}
