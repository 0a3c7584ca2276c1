import { Secret, TOTP } from "otpauth";
import { SECOND_MS } from "#server/platform/clock.ts";

const PERIOD_SECONDS = 30;
/** Clocks may differ by one step in both directions. */
const WINDOW = 1;

/** 160 bits in base32, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What authenticator apps read; SHA-1, six digits and 30 seconds, since several of them know nothing else. */
export function totpOf(secret: string, issuer: string, label: string): TOTP {
  return new TOTP({ issuer, label, secret, algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS });
}

/** The 30-second step that a code belongs to, near `now`; null when it belongs to none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = totpOf(secret, "", "");
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / SECOND_MS / PERIOD_SECONDS) + delta;
}
