/** What a remark can be, by the words of GitHub, Docusaurus and Redocly; the word is shown, the tone supports it. */
const KINDS: Record<string, { word: string; tone: string }> = {
  note: { word: "Note", tone: "note" },
  info: { word: "Note", tone: "note" },
  tip: { word: "Tip", tone: "good" },
  success: { word: "Tip", tone: "good" },
  important: { word: "Important", tone: "note" },
  warning: { word: "Warning", tone: "attention" },
  attention: { word: "Warning", tone: "attention" },
  caution: { word: "Caution", tone: "danger" },
  danger: { word: "Danger", tone: "danger" },
  error: { word: "Danger", tone: "danger" },
};

/** No two of its repetitions can share a character, so that a line is read once, whatever it holds. */
const OPENING = /^ {0,3}(:{3,})[ \t]*([a-z]+)(.*)$/is;
const CLOSING = /^ {0,3}(:{3,})[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const MAX_NESTING = 5;

export interface Admonition {
  word: string;
  /** One of our tones: note, good, attention, danger. */
  tone: string;
  title: string;
}

/** ":::note Title" … ":::" written as GitHub does, "> [!NOTE] Title"; outside of code only. */
export function unifyAdmonitions(markdown: string): string {
  if (!markdown.includes(":::")) return markdown;
  let fence = "";
  const open: number[] = [];
  const lines = markdown.split("\n").map((line) => {
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (mark && fence === "") fence = mark;
    else if (mark.startsWith(fence) && fence !== "" && line.trim() === mark) fence = "";
    else if (fence === "") {
      const [, colons = "", word = "", rest = ""] = OPENING.exec(line) ?? [];
      const kind = word.toLowerCase();
      const title = Object.hasOwn(KINDS, kind) && open.length < MAX_NESTING ? titleOf(rest) : undefined;
      if (title !== undefined) {
        open.push(colons.length);
        return `${quoted("", open.length - 1)}\n${quoted(`[!${kind.toUpperCase()}] ${title}`.trim(), open.length)}`;
      }
      if (open.length > 0 && CLOSING.test(line)) {
        open.pop();
        return quoted("", open.length);
      }
    }
    return quoted(line, open.length);
  });
  return lines.join("\n");
}

/** What follows the kind: "[Title]", attributes in braces, or after a space the title; undefined for anything else. */
function titleOf(rest: string): string | undefined {
  const text = rest.trim();
  if (text.startsWith("["))
    return text.indexOf("]") === text.length - 1 ? text.slice(1, -1).trim() : undefined;
  if (text.startsWith("{")) return text.indexOf("}") === text.length - 1 ? "" : undefined;
  return text === "" || /^[ \t]/.test(rest) ? text : undefined;
}

function quoted(line: string, depth: number): string {
  return `${"> ".repeat(depth)}${line}`;
}

/** The remark that a quotation's first text opens, and the text after its first line. */
export function readAdmonition(text: string): (Admonition & { rest: string }) | undefined {
  const match = /^\s*\[!([a-z]+)\][ \t]*([^\n]*)\n?/i.exec(text);
  const name = match?.[1]?.toLowerCase() ?? "";
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return match && kind
    ? { ...kind, title: (match[2] ?? "").trim(), rest: text.slice(match[0].length) }
    : undefined;
}
