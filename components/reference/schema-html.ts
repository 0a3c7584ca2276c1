import type { SchemaNode, SchemaProperty, SchemaRef } from "#server/specs/schema.ts";
import { described, type Html, html } from "./html.ts";
import { isMap, type SchemaHref, typeHtml, typeText } from "./type-language.ts";

export interface SchemaView {
  href: SchemaHref;
  /** Beginning of the ids of the outermost rows; without it rows have none. */
  idPrefix?: string;
}

/** Nested rows stand open while they are few; deeper or longer ones wait behind a native disclosure. */
const OPEN_ROWS = 6;
const ENUM_SHOWN = 12;
const VALUE_CHARS = 120;
const MOST_NAMES = 6;

/** A schema's whole tree: what it is, its facts, its properties or shapes. The node is finite by its making. */
export function schemaHtml(node: SchemaNode, view: SchemaView): Html {
  return html`<div class="schema">${about(node)}${insides(node, view, 0)}</div>`;
}

/** The line that names a schema's type, its format and its flags. */
export function typeLineHtml(node: SchemaNode, view: SchemaView): Html {
  const flags = [
    node.isReadOnly && html`<span class="flag">only in responses</span>`,
    node.isWriteOnly && html`<span class="flag">only in requests</span>`,
    node.isDeprecated && html`<span class="flag flag-old">deprecated</span>`,
  ];
  const format = formatOf(node);
  return html`<span class="type">${typeHtml(node, view.href)}</span>${format && html` <span class="format">${format}</span>`}${flags}`;
}

/** The type line for places that are pressed themselves and may hold no links. */
export function plainTypeLine(node: SchemaNode): Html {
  const format = formatOf(node);
  return html`<span class="type">${typeText(node)}</span>${format && html` <span class="format">${format}</span>`}${
    node.isDeprecated && html`<span class="flag flag-old">deprecated</span>`
  }`;
}

/** A line of links to the pages of the schemas that a type's words name. */
export function namesHtml(node: SchemaNode, view: SchemaView): Html | false {
  const refs = refsOf(node);
  if (refs.length === 0) return false;
  const links = refs.map(({ key, name }, i) => html`${i > 0 && ", "}<a href="${view.href(key)}">${name}</a>`);
  return html`<p class="names">${refs.length === 1 ? "Schema" : "Schemas"} ${links}</p>`;
}

function refsOf(node: SchemaNode): SchemaRef[] {
  if (node.ref) return [node.ref];
  const within = [node.items, ...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])];
  if (isMap(node) && node.additionalProperties) within.push(node.additionalProperties);
  const refs = within.flatMap((part) => (part ? refsOf(part) : []));
  return [...new Map(refs.map((ref) => [ref.key, ref])).values()].slice(0, MOST_NAMES);
}

/** Description and facts of a node, without what it contains. */
export function about(node: SchemaNode): Html {
  return html`${node.descriptionHtml && html`<div class="md">${described(node.descriptionHtml)}</div>`}${facts(node)}`;
}

/** What a node contains: properties, items, shapes. Empty for plain values. */
export function insides(node: SchemaNode, view: SchemaView, depth: number): Html {
  const inner = unwrapped(node);
  if (inner.cut) return cutNote(inner, view);
  const rows = propertiesOf(inner);
  const hidden = (inner.propertyCount ?? 0) - (inner.properties?.length ?? 0);
  return html`${
    inner !== node &&
    inner.descriptionHtml &&
    !inner.ref &&
    html`<div class="md">${described(inner.descriptionHtml)}</div>`
  }${inner !== node && facts(inner)}${rows.length > 0 && html`<ul class="props">${rows.map((row) => propertyRow(row, view, depth))}</ul>`}${
    hidden > 0 && html`<p class="note">${hidden} more properties are not shown.</p>`
  }${otherProperties(inner, view, depth, rows.length > 0)}${shapes(inner, view, depth)}`;
}

/** How many rows `insides` would show at its outermost level. */
export function rowCount(node: SchemaNode): number {
  const inner = unwrapped(node);
  if (inner.cut) return 0;
  const choices = inner.oneOf ?? inner.anyOf ?? [];
  return (
    propertiesOf(inner).length +
    (inner.patternProperties?.length ?? 0) +
    (typeof inner.additionalProperties === "object" && isDeep(inner.additionalProperties) ? 1 : 0) +
    (choices.some(isDeep) ? choices.length : 0) +
    (inner.prefixItems?.some(isDeep) ? inner.prefixItems.length : 0) +
    (inner.not && isDeep(inner.not) ? 1 : 0)
  );
}

function isDeep(node: SchemaNode): boolean {
  return rowCount(node) > 0 || Boolean(node.descriptionHtml && !node.ref) || hasFacts(node);
}

/** Arrays show what their items contain; an "or null" shows what the other shape contains. */
function unwrapped(node: SchemaNode): SchemaNode {
  if (node.cut) return node;
  if (node.items && !node.properties) return unwrapped(node.items);
  const choices = node.oneOf ?? node.anyOf;
  const real = choices?.filter((choice) => choice.types.join() !== "null" || choice.ref);
  if (real?.length === 1 && real[0] && !node.properties && !node.allOf) return unwrapped(real[0]);
  if (node.allOf?.length === 1 && node.allOf[0] && !node.properties && !choices)
    return unwrapped(node.allOf[0]);
  if (isMap(node) && !choices && !node.allOf && !node.patternProperties && node.additionalProperties) {
    return unwrapped(node.additionalProperties);
  }
  return node;
}

/** Its own properties and those of the parts it is made of; what is required comes first. */
function propertiesOf(node: SchemaNode): SchemaProperty[] {
  const byName = new Map<string, SchemaProperty>();
  const collect = (part: SchemaNode): void => {
    for (const member of part.allOf ?? []) collect(unwrapped(member));
    for (const property of part.properties ?? []) {
      const known = byName.get(property.name);
      byName.set(property.name, {
        ...property,
        isRequired: property.isRequired || Boolean(known?.isRequired),
      });
    }
  };
  collect(node);
  const all = [...byName.values()];
  return [
    ...all.filter((property) => property.isRequired),
    ...all.filter((property) => !property.isRequired),
  ];
}

function propertyRow(property: SchemaProperty, view: SchemaView, depth: number): Html {
  const { name, schema, isRequired } = property;
  const id = view.idPrefix && depth === 0 ? `${view.idPrefix}.${name.replace(/\s+/g, "-")}` : undefined;
  return fieldRow({ name, schema, isRequired, id }, view, depth);
}

export interface FieldRow {
  name: string;
  schema: SchemaNode;
  isRequired: boolean;
  isDeprecated?: boolean;
  /** Stands instead of the schema's own description. */
  descriptionHtml?: string;
  /** A sentence under the facts. */
  note?: string | false;
  id?: string;
}

/** One named thing of a type: a property, a parameter, a header. */
export function fieldRow(field: FieldRow, view: SchemaView, depth = 0): Html {
  const { name, id, note } = field;
  const schema = {
    ...field.schema,
    isDeprecated: field.isDeprecated || field.schema.isDeprecated,
    descriptionHtml: field.descriptionHtml ?? field.schema.descriptionHtml,
  };
  return html`<li class="prop"${id ? html` id="${id}"` : ""}><div class="head"><code class="name">${name}</code>${typeLineHtml(schema, view)}${
    field.isRequired && html`<span class="need">required</span>`
  }${id && html`<a class="anchor" href="#${id}" aria-label="Link to ${name}">#</a>`}</div>${about(schema)}${
    note && html`<p class="note">${note}</p>`
  }${nested(schema, view, depth + 1)}</li>`;
}

/** What a row contains, behind a disclosure unless it is short. */
function nested(node: SchemaNode, view: SchemaView, depth: number): Html {
  const count = rowCount(node);
  if (count === 0) return insides(node, view, depth);
  const isOpen = depth === 1 && count <= OPEN_ROWS;
  return html`<details class="sub"${isOpen ? html` open` : ""}><summary>${summaryOf(node, count)}</summary>${insides(node, view, depth)}</details>`;
}

function summaryOf(node: SchemaNode, count: number): string {
  const inner = unwrapped(node);
  const what =
    inner.oneOf || inner.anyOf ? (count === 1 ? "shape" : "shapes") : count === 1 ? "property" : "properties";
  const of = node.types.includes("array") ? " of each item" : isMap(node) ? " of each value" : "";
  return `${count} ${inner.prefixItems ? (count === 1 ? "position" : "positions") : what}${of}`;
}

function otherProperties(node: SchemaNode, view: SchemaView, depth: number, hasRows: boolean): Html {
  const patterns = node.patternProperties ?? [];
  const others = typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
  const rows = [
    ...patterns.map(({ pattern, schema }) => ({
      name: html`names like <code class="name">${pattern}</code>`,
      schema,
    })),
    ...(others && (hasRows || patterns.length > 0) ? [{ name: html`any other name`, schema: others }] : []),
  ];
  return html`${
    rows.length > 0 &&
    html`<ul class="props">${rows.map(
      ({ name, schema }) =>
        html`<li class="prop"><div class="head"><span class="name-rule">${name}</span>${typeLineHtml(schema, view)}</div>${about(schema)}${nested(schema, view, depth + 1)}</li>`,
    )}</ul>`
  }${node.additionalProperties === false && hasRows && html`<p class="note">No other properties are allowed.</p>`}`;
}

function shapes(node: SchemaNode, view: SchemaView, depth: number): Html {
  const parts: Html[] = [];
  const odd = (node.allOf ?? []).filter(
    (member) => propertiesOf(unwrapped(member)).length === 0 && (member.cut || isDeep(member)),
  );
  if (odd.length > 0) parts.push(choice("Also all of", odd, view, depth));
  if (node.oneOf?.some(isWorthShowing))
    parts.push(choice("One of", node.oneOf, view, depth, discriminator(node, view)));
  if (node.anyOf?.some(isWorthShowing))
    parts.push(choice("Any of", node.anyOf, view, depth, discriminator(node, view)));
  if (node.prefixItems?.some(isDeep)) parts.push(choice("In this order", node.prefixItems, view, depth));
  if (node.not && isDeep(node.not)) parts.push(choice("Must not be", [node.not], view, depth));
  return html`${parts}`;
}

function isWorthShowing(node: SchemaNode): boolean {
  return isDeep(node) || Boolean(node.ref) || Boolean(node.title);
}

function choice(label: string, nodes: SchemaNode[], view: SchemaView, depth: number, note?: Html): Html {
  const items = nodes.map((node) => {
    const title = node.title && !node.ref ? html`<span class="shape">${node.title}</span>` : "";
    const content = html`${about(node)}${insides(node, view, depth + 1)}`;
    if (content.text === "")
      return html`<li class="shape-item"><span class="head">${title}${typeLineHtml(node, view)}</span></li>`;
    const head = html`<span class="head">${title}${plainTypeLine(node)}</span>`;
    const isOpen = nodes.length === 1 || (depth === 0 && nodes.length <= 2);
    return html`<li class="shape-item"><details class="sub"${isOpen ? html` open` : ""}><summary>${head}</summary>${node.cut ? "" : namesHtml(node, view)}${content}</details></li>`;
  });
  return html`<div class="choice"><p class="choice-label">${label}</p>${note}<ul class="shapes">${items}</ul></div>`;
}

function discriminator(node: SchemaNode, view: SchemaView): Html | undefined {
  if (!node.discriminator) return undefined;
  const { property, mapping } = node.discriminator;
  const values = mapping
    .slice(0, ENUM_SHOWN)
    .map(
      ({ value, ref }) =>
        html`<li><code>${value}</code>${ref && html` means <a href="${view.href(ref.key)}">${ref.name}</a>`}</li>`,
    );
  return html`<div class="note">The property <code>${property}</code> tells which.${values.length > 0 && html`<ul class="mapping">${values}</ul>`}</div>`;
}

function cutNote(node: SchemaNode, view: SchemaView): Html {
  if (!node.ref) return html`<p class="note">Deeper levels are not shown here.</p>`;
  const link = html`<a href="${view.href(node.ref.key)}">${node.ref.name}</a>`;
  return node.cut === "cycle"
    ? html`<p class="note">Contains itself from here on: see ${link}.</p>`
    : html`<p class="note">Described on its own page: ${link}.</p>`;
}

function formatOf(node: SchemaNode): string {
  if (node.ref) return "";
  return node.format ?? unwrappedItems(node).format ?? "";
}

function unwrappedItems(node: SchemaNode): SchemaNode {
  return node.items && !node.items.ref ? unwrappedItems(node.items) : node;
}

function hasFacts(node: SchemaNode): boolean {
  return Boolean(
    node.constraints?.length || node.enum?.length || node.default !== undefined || node.example !== undefined,
  );
}

function facts(node: SchemaNode): Html | false {
  if (!hasFacts(node)) return false;
  const pairs = [
    ...(node.constraints ?? []),
    ...(node.default === undefined ? [] : [{ label: "default", value: node.default }]),
    ...(node.example === undefined ? [] : [{ label: "example", value: node.example }]),
  ];
  return html`${enumFact(node)}${
    pairs.length > 0 &&
    html`<ul class="facts">${pairs.map(({ label, value }) => html`<li>${label} <code>${shortened(value)}</code></li>`)}</ul>`
  }`;
}

function enumFact(node: SchemaNode): Html | false {
  const values = node.enum ?? [];
  if (values.length === 0) return false;
  const items = (some: string[]): Html =>
    html`${some.map((value) => html`<li><code>${shortened(unquoted(value))}</code></li>`)}`;
  const count = node.enumCount ?? values.length;
  const label = html`<span class="fact-label">${count === 1 ? "always" : "one of"}</span>`;
  if (count <= ENUM_SHOWN) return html`<div class="enum">${label}<ul>${items(values)}</ul></div>`;
  const left = count - values.length;
  return html`<details class="enum-long"><summary>one of ${count} values, such as <code>${shortened(unquoted(values[0] ?? ""))}</code></summary><div class="enum"><ul>${items(values)}</ul>${
    left > 0 && html`<p class="note">and ${left} more</p>`
  }</div></details>`;
}

/** JSON text of a plain string reads better without its quotes; the type line says that it is a string. */
function unquoted(json: string): string {
  return /^"[^"\\]+"$/.test(json) ? json.slice(1, -1) : json;
}

function shortened(text: string): string {
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS)}…` : text;
}

/** A schema's type in words for places without markup, its format included. */
export function typeSummary(node: SchemaNode): string {
  const format = formatOf(node);
  return format ? `${typeText(node)} (${format})` : typeText(node);
}
