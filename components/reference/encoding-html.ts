import type { CompiledEncoding, CompiledMedia } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import { headersHtml } from "./parameters-html.ts";
import type { SchemaView } from "./schema-html.ts";

type Encoded = Pick<CompiledMedia, "encoding" | "prefixEncoding" | "itemEncoding">;

/** How the parts of a form are written; empty where the document leaves it to the rules. */
export function encodingHtml(encoded: Encoded, view: SchemaView): Html | false {
  const { encoding = [], prefixEncoding = [], itemEncoding } = encoded;
  const rows = [
    ...encoding.map((part) => rowHtml(html`<code class="name">${part.name}</code>`, part, view, part.name)),
    ...prefixEncoding.map((part) =>
      rowHtml(html`<span class="name-rule">Part ${part.name}</span>`, part, view, part.name),
    ),
    ...(itemEncoding
      ? [
          rowHtml(
            html`<span class="name-rule">${prefixEncoding.length > 0 ? "Every part after those" : "Every part"}</span>`,
            itemEncoding,
            view,
            "*",
          ),
        ]
      : []),
  ];
  if (rows.length === 0) return false;
  return html`<div class="schema"><p class="choice-label">How the parts are written</p><ul class="props">${rows}</ul></div>`;
}

function rowHtml(name: Html, part: CompiledEncoding, { href, idPrefix }: SchemaView, key: string): Html {
  const id = idPrefix && `${idPrefix}-part.${key.replace(/\s+/g, "-")}`;
  const view = { href, ...(id && { idPrefix: id }) };
  const facts = [
    part.contentType && html`<li>content type <code>${part.contentType}</code></li>`,
    part.style && html`<li>style <code>${part.style}</code></li>`,
    part.explode !== undefined &&
      html`<li>${part.explode ? "one pair for each value" : "all values in one"}</li>`,
    part.allowReserved && html`<li>reserved characters stand as they are</li>`,
  ];
  return html`<li class="prop"${id && html` id="${id}"`}><div class="head">${name}${id && html`<a class="anchor" href="#${encodeURIComponent(id)}" aria-label="Link to part ${key}">#</a>`}</div><ul class="facts">${facts}</ul>${
    part.headers.length > 0 &&
    html`<details class="sub"><summary>${part.headers.length} ${part.headers.length === 1 ? "header" : "headers"}</summary>${headersHtml(part.headers, view)}</details>`
  }${encodingHtml(part, view)}</li>`;
}
