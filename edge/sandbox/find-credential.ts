import type { IncomingHttpHeaders } from "node:http";
import { isKeyShaped } from "#server/credentials/index.ts";
import type { PresentedCredential } from "#server/gateway/schema.ts";
import { ACCESS_TOKEN_PREFIX } from "#server/oauth/index.ts";
import { readCredential } from "../read-credential.ts";
import { splitPairs } from "./query-text.ts";

const MAX_LENGTH = 400;

/**
 * The credential of a sandbox call. APIs declare many places for theirs (their own header, query parameter or cookie,
 * Basic); ours is recognised by its prefix wherever it is, so that a call looks as it will against the real API.
 */
export function findCredential(headers: IncomingHttpHeaders, query: string): PresentedCredential | null {
  const usual = readCredential(headers);
  if (usual && isOurs(usual)) return usual;
  for (const text of [
    ...fromBasic(headers.authorization),
    ...fromHeaders(headers),
    ...splitPairs(query).map(([, value]) => value),
  ]) {
    const found = classify(text);
    if (found) return found;
  }
  return usual;
}

function isOurs(credential: PresentedCredential): boolean {
  return classify(credential.kind === "key" ? credential.key : credential.token) !== null;
}

function classify(text: string): PresentedCredential | null {
  if (text.length > MAX_LENGTH) return null;
  if (isKeyShaped(text)) return { kind: "key", key: text };
  return text.startsWith(ACCESS_TOKEN_PREFIX) ? { kind: "token", token: text } : null;
}

function fromBasic(authorization: string | undefined): string[] {
  const encoded = /^Basic +([A-Za-z0-9+/=]{1,800})$/i.exec(authorization ?? "")?.[1];
  return encoded ? Buffer.from(encoded, "base64").toString("utf8").split(":") : [];
}

function fromHeaders(headers: IncomingHttpHeaders): string[] {
  const values = Object.entries(headers).flatMap(([name, value]) =>
    name === "cookie" || value === undefined ? [] : value,
  );
  const cookies = (headers.cookie ?? "").split(/;\s*/).map((pair) => pair.slice(pair.indexOf("=") + 1));
  return [...values.map((value) => value.replace(/^(?:Bearer|Token|ApiKey|Key) +/i, "").trim()), ...cookies];
}
