import type { FlatHeaders } from "../problem.ts";

/** Concern one connection only, or would make two servers disagree about where a message ends. */
const HOP_BY_HOP = new Set([
  "connection",
  "content-length",
  "expect",
  "http2-settings",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
/** Say who asks and from where: the relay answers for that itself. */
const OURS = new Set([
  "accept-encoding",
  "forwarded",
  "host",
  "origin",
  "referer",
  "user-agent",
  "via",
  "x-real-ip",
]);
const OUR_FAMILIES = /^(sec-|proxy-|x-forwarded-)/;

/**
 * What goes to the server: the caller's own headers without those that are the relay's to set. A Cookie is passed on
 * only when it stands in the list, because the API has a cookie parameter; the browser's own cookies never get here.
 */
export function outgoingHeaders(given: [string, string][], contentLength: number | null): FlatHeaders {
  const named = given
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(/[\s,]+/));
  const kept = given.filter(([name]) => {
    const lower = name.toLowerCase();
    return !HOP_BY_HOP.has(lower) && !OURS.has(lower) && !OUR_FAMILIES.test(lower) && !named.includes(lower);
  });
  return [
    ...kept.flat(),
    "user-agent",
    "Portico console",
    "via",
    "1.1 portico",
    "accept-encoding",
    "identity",
    ...(contentLength === null ? [] : ["content-length", String(contentLength)]),
  ];
}
