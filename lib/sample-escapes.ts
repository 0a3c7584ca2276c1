import type { SampleClient } from "./sample-clients.ts";

/** Where a character of the document stands in the source. */
export type Place = "header" | "json" | "form";

/** Writes one character so that it means only itself inside the literal that the printer has chosen. */
type Escape = (char: string) => string;

interface Escapes extends Record<Place, Escape> {
  /** A whole text as a literal of the language, quotes included. */
  literal: (text: string) => string;
}

/** Controls, formats, separators of lines and what Unicode has not given a meaning: never shown as they are. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;

const SHORT: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const utf16: Escape = (char) =>
  Array.from(
    { length: char.length },
    (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");
const braced: Escape = (char) => `\\u{${code(char).toString(16)}}`;
const long: Escape = (char) =>
  code(char) > 0xffff ? `\\U${code(char).toString(16).padStart(8, "0")}` : utf16(char);

function code(char: string): number {
  return char.codePointAt(0) ?? 0;
}

/** A literal between `quote`s with backslash escapes; `also` are further characters that a backslash tames. */
function backslashed(quote: string, unicode: Escape, also = ""): Escape {
  return (char) => {
    if (char === quote || char === "\\" || also.includes(char)) return `\\${char}`;
    return SHORT[char] ?? (HIDDEN.test(char) ? unicode(char) : char);
  };
}

/** A literal in which a backslash means itself but before the quote: PHP's and Ruby's single quotes. */
const singled: Escape = (char) => (char === "'" || char === "\\" ? `\\${char}` : char);

/** POSIX: inside single quotes nothing has a meaning but the single quote. */
const shell: Escape = (char) => (char === "'" ? "'\\''" : char);

/** A character inside a JSON string. */
const json = backslashed('"', utf16);
/** The same where the text around it gives these characters a meaning: never as they are. */
const jsonWithout =
  (chars: string): Escape =>
  (char) =>
    chars.includes(char) ? utf16(char) : json(char);

const each = (write: Escape) => (text: string) => Array.from(text, write).join("");
const inside =
  (outer: Escape, inner: Escape): Escape =>
  (char) =>
    each(outer)(inner(char));
const within = (quote: string, write: Escape) => (text: string) => `${quote}${each(write)(text)}${quote}`;

/** A language whose strings are all double-quoted, with JSON bodies in `body`. */
function doubled(write: Escape, body: Escape): Escapes {
  return { header: write, json: body, form: write, literal: within('"', write) };
}

const script = backslashed("'", utf16);
const javascript: Escapes = { header: script, json: script, form: script, literal: within("'", script) };
const python: Escapes = {
  ...doubled(backslashed('"', long), backslashed('"', long)),
  literal: (text) => `${within('"', backslashed('"', long))(text)}.encode()`,
};
const goes = backslashed('"', long);
const java = backslashed('"', utf16);
const kotlin = backslashed('"', utf16, "$");
const rust = backslashed('"', braced);

const octal: Escape = (char) =>
  [...new TextEncoder().encode(char)].map((byte) => `\\0${byte.toString(8).padStart(3, "0")}`).join("");

export const ESCAPES: Record<SampleClient, Escapes> = {
  curl: { header: shell, json: inside(shell, json), form: shell, literal: within("'", shell) },
  // Multipart bodies go through printf '%b', which reads octal escapes.
  httpie: { header: shell, json: inside(shell, json), form: octal, literal: within("'", shell) },
  fetch: javascript,
  axios: javascript,
  typescript: javascript,
  requests: python,
  httpx: python,
  go: doubled(goes, jsonWithout("`")),
  java: doubled(java, inside(java, json)),
  csharp: doubled(backslashed('"', long), json),
  php: { header: singled, json: singled, form: singled, literal: within("'", singled) },
  ruby: { header: singled, json, form: singled, literal: within('"', backslashed('"', braced, "#")) },
  rust: { ...doubled(rust, json), literal: rustText },
  // In #"""…"""# the sequence \#( would begin an interpolation.
  swift: doubled(backslashed('"', braced), jsonWithout("#")),
  kotlin: doubled(kotlin, inside(kotlin, json)),
};

/** A raw string reads best; its fence is longer than any the text holds. */
function rustText(text: string): string {
  if (/[^\n\P{C}]/u.test(text) || /[\p{Zl}\p{Zp}]/u.test(text)) return within('"', rust)(text);
  let fence = "#";
  while (text.includes(`"${fence}`)) fence += "#";
  return `r${fence}"${text}"${fence}`;
}
