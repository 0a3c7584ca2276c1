/** Texts of documents come from outside: as one line they can begin no heading, list, table cell or markup of ours. */
export function line(text: string, max = 300): string {
  const flat = text.replace(/\s+/g, " ").trim();
  const cut = flat.length > max ? `${flat.slice(0, max - 1).trimEnd()}…` : flat;
  return cut
    .toWellFormed()
    .replace(/([\\`*_[\]<>|~])/g, "\\$1")
    .replace(/^([#+-])/, "\\$1")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Code inside a line, whatever backticks it holds. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return flat === "" ? "" : `${fence}${pad}${flat}${pad}${fence}`;
}

/** A block of code that nothing inside can end. */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^ {0,3}(`{3,})/gm)].map(([, run]) => run?.length ?? 0));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language.replace(/[^\w+-]/g, "")}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Cells are finished Markdown of one line each. */
export function table(head: string[], rows: string[][]): string {
  const row = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\n+/g, " ").replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

export function link(text: string, href: string): string {
  return `[${line(text, 200)}](${href.replace(/[()\s<>]/g, encodeURIComponent)})`;
}

/** Blocks with a blank line between them; empty ones vanish. */
export function blocks(parts: (string | false | null | undefined)[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join("\n\n");
}

const MOST_CHARS = 400_000;

/** A whole page: bounded, and ending in a line break. */
export function page(parts: (string | false | null | undefined)[]): string {
  const text = blocks(parts);
  if (text.length <= MOST_CHARS) return `${text}\n`;
  return `${text.slice(0, text.lastIndexOf("\n", MOST_CHARS)).toWellFormed()}\n\n… the rest of this page is left out.\n`;
}
