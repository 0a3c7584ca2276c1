import { KEY_PREFIX } from "#lib/key-environment.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { checksum } from "./base62.ts";
import type { EnvironmentName } from "./schema.ts";
import { isTrialShaped } from "./trial-format.ts";

/*
 * portico_sk_test_{kid: 8}{_}{secret: 32}{checksum: 6}: a fixed brand that leak scanners find, a handle in clear that
 * finds the row, 190 bits that prove the right, and a checksum so that a mistyped key costs no look-up.
 */
const SHAPE = /^portico_sk_(test|live)_([0-9A-Za-z]{8})_[0-9A-Za-z]{38}$/;
const LENGTH = 63;

export interface ReadKey {
  kid: string;
  environment: EnvironmentName;
}

/** A new key in clear. */
export function makeKey(environment: EnvironmentName): ReadKey & { key: string } {
  const kid = randomBase62(8);
  const body = `${KEY_PREFIX[environment]}${kid}_${randomBase62(32)}`;
  return { kid, environment, key: body + checksum(body) };
}

/** Whether a text at least claims to be one of our keys, a trial credential among them. */
export function isKeyShaped(text: string): boolean {
  return text.startsWith("portico_sk_") || isTrialShaped(text);
}

/** What a well-formed key says of itself; null when it is mistyped or cut. Proves nothing about its right. */
export function readKey(key: string): ReadKey | null {
  if (key.length !== LENGTH) return null;
  const match = SHAPE.exec(key);
  if (!match || checksum(key.slice(0, -6)) !== key.slice(-6)) return null;
  return { kid: match[2] ?? "", environment: match[1] === "live" ? "live" : "sandbox" };
}

/** What may be shown of a key for ever. */
export function maskKey(environment: EnvironmentName, kid: string, hint: string): string {
  return `${KEY_PREFIX[environment]}${kid}_…${hint}`;
}
