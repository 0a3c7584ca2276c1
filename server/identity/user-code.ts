import { randomInt } from "node:crypto";

/** Without vowels, so that no word appears, and without letters that are taken for others (RFC 8628, 6.1). */
const LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

/** "WDJB-MJHT": 20^8 codes, of which a person may try ten. */
export function newUserCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
