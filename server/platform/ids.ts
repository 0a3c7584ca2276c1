import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `length` characters of base62 from the system's generator, without modulo bias. */
export function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

export type IdPrefix =
  | "aud"
  | "mail"
  | "usr"
  | "org"
  | "team"
  | "dep"
  | "dom"
  | "jrq"
  | "inv"
  | "ses"
  | "emt"
  | "setup"
  | "psi"
  | "emc"
  | "rec"
  | "pky"
  | "pkc"
  | "terms"
  | "accept"
  | "pat"
  | "idp"
  | "map"
  | "ext"
  | "sso"
  | "pco"
  | "oat"
  | "dev"
  | "scim"
  | "scu"
  | "doc"
  | "api"
  | "ver"
  | "rev"
  | "acc"
  | "pgr"
  | "plan"
  | "guide"
  | "chg"
  | "srch"
  | "app"
  | "sub"
  | "key"
  | "client"
  | "sec"
  | "host"
  | "view"
  | "review"
  | "row"
  | "req";

/** A new id: prefix, then 8 characters of time and 12 random ones, so that ids sort by creation. */
export function newId(prefix: IdPrefix, now: Date = new Date()): string {
  let time = now.getTime();
  let head = "";
  for (let i = 0; i < 8; i++) {
    head = ALPHABET.charAt(time % 62) + head;
    time = Math.floor(time / 62);
  }
  return `${prefix}_${head}${randomBase62(12)}`;
}
