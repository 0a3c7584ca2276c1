const DOT_SEGMENT = /^\.{1,2}(;.*)?$/;

/**
 * Whether clients and servers may take the path for two different ones: it holds a backslash, or a dot segment however
 * encoded. Servers behind proxies decode more than once; three rounds are more than any of them does.
 */
export function isAmbiguousPath(path: string): boolean {
  if (path.includes("\\")) return true;
  // Parsers of addresses leave out line breaks and tabs, and spaces at the end.
  let decoded = path.replace(/[\0-\x20]/g, "");
  for (let round = 0; round < 3; round++) {
    if (hasDotSegment(decoded)) return true;
    decoded = decoded.replace(/%(25|2e|2f|5c|3b)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
  return hasDotSegment(decoded);
}

function hasDotSegment(path: string): boolean {
  return path.split(/[/\\]/).some((segment) => DOT_SEGMENT.test(segment));
}
