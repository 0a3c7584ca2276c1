import { isAmbiguousPath } from "#lib/ambiguous-path.ts";

/**
 * A target as it was written, if nobody could read it in two ways: plain printable characters, no user name, no
 * backslash, no dot segment however encoded. Null otherwise.
 */
export function readTargetUrl(text: string): URL | null {
  if (!/^https?:\/\/[^/\\?#@]/i.test(text) || !/^[\x21-\x7e]{1,8000}$/.test(text)) return null;
  if (text.includes("\\") || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username || url.password) return null;
  url.hash = "";
  const written = /^https?:\/\/[^/?#]*([^?#]*)/i.exec(text)?.[1] ?? "";
  return isAmbiguousPath(written) ? null : url;
}
