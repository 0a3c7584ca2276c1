import { routes } from "#lib/routes.ts";
import type { SchemaRef } from "#server/specs/schema.ts";
import { html } from "./html.ts";
import { Markup } from "./markup.tsx";

interface SchemaIndexProps {
  api: string;
  version: string;
  schemas: SchemaRef[];
}

const FIRST = 60;
const MOST = 1_500;

/** Every named schema as a link; long lists are folded after the first few. */
export function SchemaIndex({ api, version, schemas }: SchemaIndexProps) {
  const items = (some: SchemaRef[]) =>
    some.map(({ key, name }) => html`<li><a href="${routes.schema(api, version, key)}">${name}</a></li>`);
  const rest = schemas.slice(FIRST, MOST);
  const left = schemas.length - Math.min(schemas.length, MOST);
  return (
    <Markup
      html={html`<ul class="schema-index">${items(schemas.slice(0, FIRST))}</ul>${
        rest.length > 0 &&
        html`<details class="disclosure"><summary class="schema-more">${rest.length} more</summary><ul class="schema-index">${items(rest)}</ul>${
          left > 0 &&
          html`<p class="schema-more">and ${left} more, found through search and the operations that use them.</p>`
        }</details>`
      }`}
    />
  );
}
