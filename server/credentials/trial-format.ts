import { TRIAL_KEY_PREFIX } from "#lib/key-environment.ts";
import { SECOND_MS } from "#server/platform/clock.ts";
import { isSameHash, trialSignature } from "#server/platform/keyring.ts";
import { checksum, fromBase62, toBase62 } from "./base62.ts";

/*
 * portico_tk_test_{app: 20}{api: 20}{person: 20}{expiry: 6}_{signature: 22}{checksum: 6}: all it may is in it, so it
 * needs no row; the brand lets leak scanners find it, and the signature is 128 bits of HMAC-SHA-256.
 */
const SHAPE =
  /^portico_tk_test_([0-9A-Za-z]{20})([0-9A-Za-z]{20})([0-9A-Za-z]{20})([0-9A-Za-z]{6})_[0-9A-Za-z]{28}$/;
const CHECKSUM_LENGTH = 6;
const SIGNATURE_LENGTH = 22;

/** What a trial credential says of itself. */
export interface TrialClaim {
  appId: string;
  apiId: string;
  userId: string;
  expiresAt: Date;
}

export function makeTrialKey({ appId, apiId, userId, expiresAt }: TrialClaim): string {
  const expiry = toBase62(Math.floor(expiresAt.getTime() / SECOND_MS), 6);
  const body = `${TRIAL_KEY_PREFIX}${tail("app", appId)}${tail("api", apiId)}${tail("usr", userId)}${expiry}`;
  const signed = `${body}_${signature(body)}`;
  return signed + checksum(signed);
}

export function isTrialShaped(text: string): boolean {
  return text.startsWith("portico_tk_");
}

/** What a well-formed trial credential claims; null when it is mistyped or cut. Proves nothing yet. */
export function readTrialKey(key: string): TrialClaim | null {
  const match = SHAPE.exec(key);
  if (!match || checksum(key.slice(0, -CHECKSUM_LENGTH)) !== key.slice(-CHECKSUM_LENGTH)) return null;
  const [, app, api, person, expiry = ""] = match;
  return {
    appId: `app_${app}`,
    apiId: `api_${api}`,
    userId: `usr_${person}`,
    expiresAt: new Date(fromBase62(expiry) * SECOND_MS),
  };
}

/** Whether this portal signed it. */
export function isTrialGenuine(key: string): boolean {
  const at = key.length - SIGNATURE_LENGTH - CHECKSUM_LENGTH;
  const given = Buffer.from(key.slice(at, -CHECKSUM_LENGTH));
  return isSameHash(given, Buffer.from(signature(key.slice(0, at - 1))));
}

function signature(body: string): string {
  return toBase62(BigInt(`0x${trialSignature(body).toString("hex", 0, 16)}`), SIGNATURE_LENGTH);
}

function tail(prefix: string, id: string): string {
  if (!new RegExp(`^${prefix}_[0-9A-Za-z]{20}$`).test(id))
    throw new Error(`"${id}" is not an id of the kind ${prefix}.`);
  return id.slice(prefix.length + 1);
}
