import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env.ts";

type Purpose =
  | "session"
  | "key-pepper"
  | "oauth-pepper"
  | "seal"
  | "cookies"
  | "relay-ticket"
  | "trial"
  | "recovery-pepper"
  | "passkey-challenge";

const derived = new Map<Purpose, Buffer>();

/** 32 bytes for one purpose, derived from PORTICO_SECRET (HKDF-SHA-256, RFC 5869). */
export function secretFor(purpose: Purpose): Buffer {
  let secret = derived.get(purpose);
  if (!secret) {
    secret = Buffer.from(hkdfSync("sha256", env().PORTICO_SECRET, "portico", purpose, 32));
    derived.set(purpose, secret);
  }
  return secret;
}

/** HMAC-SHA-256 with the purpose's pepper: what is kept of a high-entropy secret. */
export function pepperedHash(
  purpose: "key-pepper" | "oauth-pepper" | "recovery-pepper",
  secret: string,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", secretFor(purpose)).update(secret).digest());
}

/** HMAC-SHA-256 under the key of short-lived sandbox credentials. */
export function trialSignature(text: string): Buffer {
  return createHmac("sha256", secretFor("trial")).update(text).digest();
}

/** HMAC-SHA-256 under the key of what authenticators are asked to sign. */
export function challengeSignature(text: string): Buffer {
  return createHmac("sha256", secretFor("passkey-challenge")).update(text).digest();
}

/** SHA-256 in hex: what is kept of a single-use link or an access token. */
export function sha256Hex(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares two digests in constant time. */
export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** AES-256-GCM under the seal key: iv (12) + tag (16) + ciphertext. */
export function seal(plain: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secretFor("seal"), iv);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]));
}

/** Opens what `seal` made; throws when it was changed or the secret is another one. */
export function unseal(sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", secretFor("seal"), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
