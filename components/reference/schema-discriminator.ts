import type { SchemaNode } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import type { SchemaView } from "./schema-place.ts";

const MOST_SHOWN = 40;

/** The values of the discriminating property that mean one branch. */
export function valuesFor(key: string, owner: SchemaNode): string[] {
  const mapping = owner.discriminator?.mapping ?? [];
  return mapping.filter(({ ref }) => ref?.key === key).map(({ value }) => value);
}

/** Which property decides, and the values that no branch beside it tells already. */
export function discriminatorNote(node: SchemaNode, { href }: SchemaView): Html | false {
  if (!node.discriminator) return false;
  const { property, mapping, fallback } = node.discriminator;
  const branches = new Set([...(node.oneOf ?? []), ...(node.anyOf ?? [])].map(({ ref }) => ref?.key));
  const others = mapping.filter(({ ref }) => !ref || !branches.has(ref.key));
  const rows = others
    .slice(0, MOST_SHOWN)
    .map(
      ({ value, ref }) =>
        html`<li><code>${value}</code>${ref && html` means <a href="${href(ref.key)}">${ref.name}</a>`}</li>`,
    );
  const left = others.length - rows.length;
  return html`<div class="note">The property <code>${property}</code> tells which.${
    rows.length > 0 && html`<ul class="mapping">${rows}${left > 0 && html`<li>and ${left} more</li>`}</ul>`
  }${fallback && html` Without it, or with another value: <a href="${href(fallback.key)}">${fallback.name}</a>.`}</div>`;
}
