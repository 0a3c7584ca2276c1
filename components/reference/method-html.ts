import { methodWord } from "#lib/method.ts";
import { type Html, html } from "./html.ts";

const SHORT: Record<string, string> = { DELETE: "DEL", OPTIONS: "OPT" };
const COLOURED = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** The method as a short coloured word. */
export function methodHtml(method: string): Html {
  const word = methodWord(method);
  return html`<span class="method method-${COLOURED.has(word) ? word.toLowerCase() : "other"}"${
    SHORT[word] && html` aria-label="${word}" role="img"`
  }>${SHORT[word] ?? word}</span>`;
}
