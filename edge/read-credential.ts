import type { IncomingHttpHeaders } from "node:http";
import { isKeyShaped } from "#server/credentials/index.ts";
import type { PresentedCredential } from "#server/gateway/schema.ts";

/** Longer than any credential of ours; what is longer still is not looked at. */
const MAX_LENGTH = 400;
const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/**
 * The credential of a request: X-API-Key, else Authorization: Bearer. Both may hold a key or an access token; null
 * when there is neither. What cannot be a credential is handed on as a malformed key, so that the answer says so.
 */
export function readCredential(headers: IncomingHttpHeaders): PresentedCredential | null {
  const apiKey = headers["x-api-key"];
  if (apiKey !== undefined) return classify(typeof apiKey === "string" ? apiKey.trim() : "");
  const { authorization } = headers;
  if (authorization === undefined) return null;
  return classify(BEARER.exec(authorization.slice(0, MAX_LENGTH + 10))?.[1] ?? "");
}

function classify(text: string): PresentedCredential {
  if (text === "" || text.length > MAX_LENGTH || isKeyShaped(text)) return { kind: "key", key: text };
  return { kind: "token", token: text };
}
