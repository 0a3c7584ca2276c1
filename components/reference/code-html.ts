import "server-only";
import { highlight } from "#components/ui/highlight.ts";
import { type Html, html, trusted } from "./html.ts";

/** Colour triples the markup; long examples go without. */
const MOST_COLOURED = 5_000;

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
  const coloured = code.length <= MOST_COLOURED ? highlight(code, language) : null;
  return html`<div class="code"><button type="button" class="code-copy needs-script" data-copy="${id}" aria-label="Copy ${what}" title="Copy ${what}"><span class="code-copy-icon"></span></button><pre tabindex="0"><code id="${id}">${
    coloured === null ? code : trusted(coloured)
  }</code></pre></div>`;
}
