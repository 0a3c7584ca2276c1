import { createHmac } from "node:crypto";
import { z } from "zod";
import { MINUTE_MS } from "#server/platform/clock.ts";
import { isSameHash, secretFor } from "#server/platform/keyring.ts";

export const TICKET_LIFE_MS = 10 * MINUTE_MS;
const SHAPE = /^([A-Za-z0-9_-]{1,600})\.([A-Za-z0-9_-]{43})$/;

const Claims = z.object({
  userId: z.string(),
  sessionId: z.string(),
  apiId: z.string(),
  versionId: z.string(),
  documentId: z.string(),
  expiresAtMs: z.number(),
});
export type TicketClaims = z.infer<typeof Claims>;

/** Base64url of the claims, a dot, and their HMAC-SHA-256. */
export function sealTicket(claims: TicketClaims): string {
  const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${body}.${macOf(body).toString("base64url")}`;
}

/** The claims of a ticket that this portal made and that has not run out; null for any other text. */
export function openTicket(ticket: string, now: Date): TicketClaims | null {
  const [, body, mac] = SHAPE.exec(ticket) ?? [];
  if (body === undefined || mac === undefined) return null;
  if (!isSameHash(Buffer.from(mac, "base64url"), macOf(body))) return null;
  const claims = Claims.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
  return claims.expiresAtMs > now.getTime() ? claims : null;
}

function macOf(body: string): Buffer {
  return createHmac("sha256", secretFor("relay-ticket")).update(body).digest();
}
