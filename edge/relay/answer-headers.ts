import type { OutsideAnswer } from "#server/platform/open-outside.ts";
import type { FlatHeaders } from "../problem.ts";
import type { RelayLimits } from "./limits.ts";

const MAX_VALUE = 4_096;

/**
 * The server's headers as data: none becomes a header of our own origin. Cookies keep their names and attributes and
 * lose their values. What does not fit is left out and counted.
 */
export function packHeaders(
  headers: OutsideAnswer["headers"],
  limits: RelayLimits,
): { text: string; leftOut: number } {
  const packed: OutsideAnswer["headers"] = [];
  let bytes = 2;
  for (const [name, value] of headers) {
    const shown = name === "set-cookie" ? maskCookie(value) : value;
    const pair: [string, string] = [name, shown.length > MAX_VALUE ? `${shown.slice(0, MAX_VALUE)}…` : shown];
    const size = Buffer.byteLength(JSON.stringify(pair)) + 1;
    if ((bytes + size) * (4 / 3) > limits.headerBytes) continue;
    bytes += size;
    packed.push(pair);
  }
  return {
    text: Buffer.from(JSON.stringify(packed)).toString("base64url"),
    leftOut: headers.length - packed.length,
  };
}

function maskCookie(value: string): string {
  return value.replace(/^([^=;]*)=[^;]*/, "$1=…");
}

/** What makes any answer harmless under the portal's own origin, whatever the server wrote. */
export const SAFE: FlatHeaders = [
  ["content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"],
  ["cross-origin-resource-policy", "same-origin"],
  ["x-robots-tag", "noindex"],
].flat();

/** For an answer that is handed on; problems bring their own type and caching. */
export const SAFE_BODY: FlatHeaders = [
  ["content-type", "application/octet-stream"],
  ["content-disposition", "attachment"],
  ["x-content-type-options", "nosniff"],
  // no-transform keeps proxies from packing the stream, and with that from holding it back.
  ["cache-control", "no-store, no-transform"],
  ["x-accel-buffering", "no"],
].flat();
