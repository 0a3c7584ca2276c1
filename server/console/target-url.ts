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
  return hasDotSegments(written) ? null : url;
}

/** Servers behind proxies decode more than once; three rounds are more than any of them does. */
function hasDotSegments(path: string): boolean {
  let decoded = path;
  for (let round = 0; round < 3; round++) {
    if (decoded.split(/[/\\]/).some((segment) => /^\.{1,2}(;.*)?$/.test(segment))) return true;
    decoded = decoded.replace(/%(25|2e|2f|5c|3b)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  return decoded.split(/[/\\]/).some((segment) => /^\.{1,2}(;.*)?$/.test(segment));
}
