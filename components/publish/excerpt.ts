export interface ExcerptLine {
  number: number;
  text: string;
}

const AROUND = 2;
const MAX_CHARACTERS = 240;

/** The lines of a source around one of them; cut where a document is one endless line. */
export function excerptOf(lines: readonly string[], line: number, column: number): ExcerptLine[] {
  if (line < 1 || line > lines.length) return [];
  const from = Math.max(1, line - AROUND);
  const to = Math.min(lines.length, line + AROUND);
  const found: ExcerptLine[] = [];
  for (let number = from; number <= to; number++) {
    const text = (lines[number - 1] ?? "").replace(/\r$/, "");
    const start = number === line && column > MAX_CHARACTERS ? column - MAX_CHARACTERS / 2 : 0;
    const cut = text.slice(start, start + MAX_CHARACTERS);
    found.push({
      number,
      text: `${start > 0 ? "… " : ""}${cut}${start + MAX_CHARACTERS < text.length ? " …" : ""}`,
    });
  }
  return found;
}
