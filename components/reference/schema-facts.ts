import type { SchemaNode, SchemaRef } from "#server/specs/schema.ts";
import { described, type Html, html } from "./html.ts";
import type { SchemaView } from "./schema-place.ts";
import { isMap, typeHtml, typeText } from "./type-language.ts";

const ENUM_SHOWN = 12;
const VALUE_CHARS = 120;
const MOST_NAMES = 6;

/** The line that names a schema's type, its format and its flags. */
export function typeLineHtml(node: SchemaNode, { href, direction }: SchemaView): Html {
  const flags = [
    node.isReadOnly && direction !== "response" && html`<span class="flag">only in responses</span>`,
    node.isWriteOnly && direction !== "request" && html`<span class="flag">only in requests</span>`,
    node.isDeprecated && html`<span class="flag flag-old">deprecated</span>`,
  ];
  const format = formatOf(node);
  return html`<span class="type">${typeHtml(node, href)}</span>${format && html` <span class="format">${format}</span>`}${flags}`;
}

/** The type line for places that are pressed themselves and may hold no links. */
export function plainTypeLine(node: SchemaNode): Html {
  const format = formatOf(node);
  return html`<span class="type">${typeText(node)}</span>${format && html` <span class="format">${format}</span>`}${
    node.isDeprecated && html`<span class="flag flag-old">deprecated</span>`
  }`;
}

/** A schema's type in words for places without markup, its format included. */
export function typeSummary(node: SchemaNode): string {
  const format = formatOf(node);
  return format ? `${typeText(node)} (${format})` : typeText(node);
}

/** A line of links to the pages of the schemas that a type's words name. */
export function namesHtml(node: SchemaNode, { href }: SchemaView): Html | false {
  const refs = refsOf(node);
  if (refs.length === 0) return false;
  const links = refs.map(({ key, name }, i) => html`${i > 0 && ", "}<a href="${href(key)}">${name}</a>`);
  return html`<p class="names">${refs.length === 1 ? "Schema" : "Schemas"} ${links}</p>`;
}

function refsOf(node: SchemaNode): SchemaRef[] {
  if (node.ref && !node.ref.isUnnamed) return [node.ref];
  const within = [node.items, ...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])];
  if (isMap(node) && node.additionalProperties) within.push(node.additionalProperties);
  const refs = within.flatMap((part) => (part ? refsOf(part) : []));
  return [...new Map(refs.map((ref) => [ref.key, ref])).values()].slice(0, MOST_NAMES);
}

/** Title, description and facts of a node, without what it contains. */
export function about(node: SchemaNode, name = ""): Html {
  const title = node.title && !node.ref && node.title !== name ? node.title : "";
  return html`${title && html`<p class="title">${title}</p>`}${
    node.descriptionHtml && html`<div class="md">${described(node.descriptionHtml)}</div>`
  }${facts(node)}${furtherDocs(node)}`;
}

function furtherDocs({ externalDocs }: SchemaNode): Html | false {
  if (!externalDocs) return false;
  return html`<p class="note"><a href="${externalDocs.url}" rel="noreferrer">Further documentation</a>${
    externalDocs.descriptionHtml && html`<span class="md">${described(externalDocs.descriptionHtml)}</span>`
  }</p>`;
}

function formatOf(node: SchemaNode): string {
  if (node.ref && !node.ref.isUnnamed) return "";
  return node.format ?? itemsOf(node).format ?? "";
}

function itemsOf(node: SchemaNode): SchemaNode {
  return node.items && !node.items.ref ? itemsOf(node.items) : node;
}

export function hasFacts(node: SchemaNode): boolean {
  return Boolean(
    node.constraints?.length ||
      node.enum?.length ||
      node.default !== undefined ||
      node.examples?.length ||
      node.externalDocs,
  );
}

export function facts(node: SchemaNode): Html {
  const pairs = [
    ...(node.constraints ?? []).map(({ label, value }) => ({ label, value: shortened(value) })),
    ...(node.default === undefined ? [] : [{ label: "default", value: valueText(node.default) }]),
    ...(node.examples ?? []).map((value) => ({ label: "example", value: valueText(value) })),
  ];
  const examplesLeft = node.left?.examples ?? 0;
  return html`${enumFact(node)}${
    pairs.length > 0 &&
    html`<ul class="facts">${pairs.map(({ label, value }) => html`<li>${label} <code>${value}</code></li>`)}</ul>`
  }${examplesLeft > 0 && html`<p class="note">and ${examplesLeft} more examples</p>`}`;
}

function enumFact(node: SchemaNode): Html | false {
  const values = node.enum ?? [];
  if (values.length === 0) return false;
  const count = node.enumCount ?? values.length;
  const list = node.enumNotes ? notedValues(values, node.enumNotes) : plainValues(values);
  const label = count === 1 ? "always" : "one of";
  if (count <= ENUM_SHOWN)
    return html`<div class="enum"><span class="fact-label">${label}</span>${list}</div>`;
  const left = count - values.length;
  return html`<details class="enum-long"><summary>one of ${count} values, such as <code>${valueText(values[0] ?? "")}</code></summary><div class="enum">${list}${
    left > 0 && html`<p class="note">and ${left} more</p>`
  }</div></details>`;
}

function plainValues(values: string[]): Html {
  return html`<ul>${values.map((value) => html`<li><code>${valueText(value)}</code></li>`)}</ul>`;
}

function notedValues(values: string[], notes: NonNullable<SchemaNode["enumNotes"]>): Html {
  const rows = values.map((value, i) => {
    const { name, descriptionHtml } = notes[i] ?? {};
    return html`<li><code>${valueText(value)}</code>${name && html` <span class="value-name">${name}</span>`}${
      descriptionHtml && html`<div class="md">${described(descriptionHtml)}</div>`
    }</li>`;
  });
  return html`<ul class="values">${rows}</ul>`;
}

/** JSON text of a plain string reads better without its quotes; the type line says that it is a string. */
export function valueText(json: string): string {
  return shortened(/^"[^"\\]+"$/.test(json) ? json.slice(1, -1) : json);
}

function shortened(text: string): string {
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS)}…` : text;
}

/** Names as code, one after another. */
export function codeList(names: string[]): Html {
  return html`${names.map((name, i) => html`${i > 0 && ", "}<code>${name}</code>`)}`;
}
