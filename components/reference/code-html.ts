import "server-only";
import { LRUCache } from "lru-cache";
import { highlight } from "#components/ui/highlight.ts";
import { type Html, html, trusted } from "./html.ts";

/** Colour triples the markup; long examples go without. */
const MOST_COLOURED = 5_000;

/** Samples and examples of documents, which hold no reader's credential; colouring is the dearest part of their pages. */
const coloured = new LRUCache<string, string>({ max: 500 });

interface CodePanel {
  id: string;
  code: string;
  language: string;
  /** What the copy button says it copies. */
  what: string;
}

/**
 * Code with a copy button that finds its text in the page instead of carrying it a second time. Works below a
 * ReferenceBehaviour; without scripts the button is not shown.
 */
export function codeHtml({ id, code, language, what }: CodePanel): Html {
  return html`<div class="code"><button type="button" class="code-copy needs-script" data-copy="${id}" aria-label="Copy ${what}" title="Copy ${what}"><span class="code-copy-icon"></span></button><pre tabindex="0"><code id="${id}">${
    colouredCode(code, language) ?? code
  }</code></pre></div>`;
}

function colouredCode(code: string, language: string): Html | null {
  if (code.length > MOST_COLOURED) return null;
  const key = `${language} ${code}`;
  const markup = coloured.get(key) ?? highlight(code, language);
  if (markup === null) return null;
  coloured.set(key, markup);
  return trusted(markup);
}
