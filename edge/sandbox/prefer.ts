export interface Preferences {
  /** Status wanted: Prefer: code=404 */
  code: number | null;
  /** Name of an example: Prefer: example=empty */
  example: string | null;
  /** Made from the schema even if there is an example: Prefer: dynamic=true */
  isDynamic: boolean;
}

/** RFC 7240 preferences the sandbox knows; others are not looked at, the first of a name counts. */
export function readPreferences(header: string | string[] | undefined): Preferences {
  const text = (Array.isArray(header) ? header.join(",") : (header ?? "")).slice(0, 1_000);
  const found = new Map<string, string>();
  for (const match of text.matchAll(/([A-Za-z][\w-]*)\s*(?:=\s*(?:"([^"]*)"|([^,;\s]*)))?/g)) {
    const name = (match[1] ?? "").toLowerCase();
    if (!found.has(name)) found.set(name, match[2] ?? match[3] ?? "");
  }
  const code = found.get("code") ?? "";
  return {
    code: /^[2-5]\d\d$/.test(code) ? Number(code) : null,
    example: found.get("example") || null,
    isDynamic: found.get("dynamic") === "true",
  };
}
