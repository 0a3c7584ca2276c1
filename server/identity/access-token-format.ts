import { crc32 } from "node:zlib";
import { randomBase62 } from "#server/platform/ids.ts";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * portico_pat_ (a person's), portico_oat_ (an organisation's) or portico_scim_ (its directory's) + 32 random characters
 * + 6 of their CRC-32.
 */
export function newAccessToken(kind: "pat" | "oat" | "scim" = "pat"): string {
  const head = `portico_${kind}_${randomBase62(32)}`;
  return head + checksum(head);
}

/** Whether a text can be an access token at all; costs no look-up. */
export function isAccessToken(text: string): boolean {
  return /^portico_[po]at_[0-9A-Za-z]{38}$/.test(text) && isWhole(text);
}

/** Whether a text can be the token of a directory. */
export function isScimToken(text: string): boolean {
  return /^portico_scim_[0-9A-Za-z]{38}$/.test(text) && isWhole(text);
}

function isWhole(token: string): boolean {
  return token.slice(-6) === checksum(token.slice(0, -6));
}

/** What may be shown of a token to tell it from others. */
export function hintOf(token: string): string {
  return `${token.slice(0, 16)}…`;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < 6; i++) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
