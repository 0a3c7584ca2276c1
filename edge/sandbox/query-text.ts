/** Names and values of a query or form body, the values still encoded, so that separators can be told from data. */
export function splitPairs(text: string): [string, string][] {
  if (text === "") return [];
  return text
    .split("&")
    .slice(0, 2_000)
    .map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [decodeText(pair), ""] : [decodeText(pair.slice(0, at)), pair.slice(at + 1)];
    });
}

/** The pairs of a Cookie header in its own style, which encodes nothing, in the form that the other readers take. */
export function splitCookies(header: string): [string, string][] {
  return header
    .split(/;\s*/)
    .slice(0, 2_000)
    .map((pair) => {
      const at = pair.indexOf("=");
      const [name, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
      return [name.trim(), encodeURIComponent(value.toWellFormed())];
    });
}

/** Percent-decoding that keeps what is malformed instead of failing. */
export function decodeText(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
