/** "Application/JSON; charset=utf-8" → "application/json". */
export function bareType(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

export function isJsonType(mediaType: string): boolean {
  const bare = bareType(mediaType);
  return bare === "application/json" || bare === "text/json" || bare.endsWith("+json");
}

export function isXmlType(mediaType: string): boolean {
  const bare = bareType(mediaType);
  return bare === "application/xml" || bare === "text/xml" || bare.endsWith("+xml");
}

/** How well a declared type, perhaps a range such as image/*, covers a sent one: 0 is not at all. */
export function coverage(declared: string, sent: string): number {
  const range = bareType(declared);
  if (range === sent) return 3;
  if (range === "*/*" || range === "*") return 1;
  return range.endsWith("/*") && sent.startsWith(range.slice(0, -1)) ? 2 : 0;
}
