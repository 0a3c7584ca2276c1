/** JSON with line breaks and indents, every number and escape left as it came; null when it is not JSON. */
export function formatJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const out: string[] = [];
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    if (token === "{" || token === "[") {
      depth++;
      out.push(token, line());
    } else if (token === "}" || token === "]") {
      depth--;
      if (isBreak(out.at(-1))) out[out.length - 1] = "";
      else out.push(line());
      out.push(token);
    } else if (token === ",") out.push(token, line());
    else out.push(token === ":" ? ": " : token);
  }
  return out.join("");
}

function isBreak(piece: string | undefined): boolean {
  return piece?.startsWith("\n") ?? false;
}
