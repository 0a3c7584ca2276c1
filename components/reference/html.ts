/** Markup that may go into a page as it is. Made only by `html` and `trusted`. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = string | number | Html | Part[] | false | null | undefined;

/**
 * Writes markup with every value escaped, for elements and double-quoted attributes. Long schema trees are written
 * this way because a string costs React and the browser far less than ten thousand elements.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let text = strings[0] ?? "";
  parts.forEach((part, i) => {
    text += written(part) + (strings[i + 1] ?? "");
  });
  return new Html(text);
}

/** Markup that was sanitised before: descriptions that the compiler has rendered. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/**
 * A rendered text at its place in a page: its headings begin at `level` and skip none, and what scrolls sideways can
 * be reached by keyboard.
 */
export function described(markup: string, level: 2 | 3 = 3): Html {
  const levels = [...markup.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
  const top = Math.min(...levels);
  let depth = level - 1;
  const text = markup
    .replace(/<(pre|table)>/g, '<$1 tabindex="0">')
    .replace(/<(\/?)h([1-6])(?=[ >])/g, (_, slash: string, given: string) => {
      if (!slash) depth = Math.min(Number(given) - top + level, depth + 1, 6);
      return `<${slash}h${depth}`;
    });
  return new Html(text);
}

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join("");
  if (part === false || part === null || part === undefined) return "";
  return String(part).replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}
