import type { SchemaNode, SchemaProperty } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import { discriminatorNote, valuesFor } from "./schema-discriminator.ts";
import { about, codeList, facts, namesHtml, plainTypeLine, typeLineHtml } from "./schema-facts.ts";
import { idOf, type Place, placeOf, type SchemaView, within } from "./schema-place.ts";
import { bareRequired, goesOtherWay, isDeep, propertiesOf, rowCount, unwrapped } from "./schema-reading.ts";
import { conditionWords, rulesHtml } from "./schema-rules.ts";
import { isMap } from "./type-language.ts";

export { namesHtml, plainTypeLine, typeLineHtml, typeSummary } from "./schema-facts.ts";
export type { SchemaView } from "./schema-place.ts";

/** Nested rows stand open while they are few; deeper or longer ones wait behind a native disclosure. */
const OPEN_ROWS = 6;

/** A schema's whole tree: what it is, its facts, its properties or shapes. The node is finite by its making. */
export function schemaHtml(node: SchemaNode, view: SchemaView): Html {
  return html`<div class="schema">${about(node)}${insides(node, placeOf(view))}</div>`;
}

/** What unfolds in the place of a schema that was cut: its content, at the place of the node that named it. */
export function unfoldedHtml(node: SchemaNode, view: SchemaView): Html {
  return html`${about(node)}${insides(node, placeOf(view, 1))}`;
}

/** What a node contains: properties, items, shapes, rules. Empty for plain values. */
function insides(node: SchemaNode, at: Place): Html {
  const inner = unwrapped(node);
  if (inner.cut) return inner === node && at.depth === 0 ? cutNote(inner, at) : unfold(inner, at);
  const isEach = inner !== node && node.types.includes("array") && facts(inner).text !== "";
  return html`${inner !== node && isEach && html`<p class="fact-label">Each item</p>`}${
    inner !== node && !inner.ref ? about(inner) : inner !== node && facts(inner)
  }${propertiesHtml(inner, at)}${otherProperties(inner, at)}${shapes(inner, at)}${rulesHtml(inner, at, partHtml)}`;
}

function propertiesHtml(node: SchemaNode, at: Place): Html {
  const all = propertiesOf(node);
  const { direction } = at.view;
  const shown = all.filter((property) => !goesOtherWay(property, direction));
  const others = all.filter((property) => goesOtherWay(property, direction));
  const bare = bareRequired(node, all);
  const hidden = (node.propertyCount ?? 0) - (node.properties?.length ?? 0);
  return html`${shown.length > 0 && html`<ul class="props">${shown.map((property) => propertyRow(property, at))}</ul>`}${
    bare.length > 0 && html`<p class="note">Required: ${codeList(bare)}</p>`
  }${
    others.length > 0 &&
    html`<p class="note">${direction === "request" ? "Only in responses, not to be sent:" : "Only in requests, never returned:"} ${codeList(others.map(({ name }) => name))}</p>`
  }${hidden > 0 && html`<p class="note">${hidden} more properties are not shown.</p>`}`;
}

function propertyRow({ name, schema, isRequired }: SchemaProperty, at: Place): Html {
  return row({ name, schema, isRequired, id: idOf(at, name) }, at);
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
  /** Markup under the facts. */
  more?: Html;
  id?: string | undefined;
}

/** One named thing of a type: a parameter, a header. */
export function fieldRow(field: FieldRow, view: SchemaView, depth = 0, taken?: Set<string>): Html {
  return row(field, placeOf(view, depth, taken));
}

function row(field: FieldRow, at: Place): Html {
  const { name, id, note } = field;
  const schema = {
    ...field.schema,
    isDeprecated: field.isDeprecated || field.schema.isDeprecated,
    descriptionHtml: field.descriptionHtml ?? field.schema.descriptionHtml,
  };
  return html`<li class="prop"${id ? html` id="${id}"` : ""}><div class="head"><code class="name">${name}</code>${typeLineHtml(schema, at.view)}${
    field.isRequired && html`<span class="need">required</span>`
  }${id && html`<a class="anchor" href="#${encodeURIComponent(id)}" aria-label="Link to ${name}">#</a>`}</div>${about(schema, name)}${
    note && html`<p class="note">${note}</p>`
  }${field.more}${nested(schema, { ...at, id, depth: at.depth + 1 })}</li>`;
}

/** What a row contains, behind a disclosure unless it is short. */
function nested(node: SchemaNode, at: Place): Html {
  const content = insides(node, at);
  const count = rowCount(node) && rowCount(node) + leftOf(node);
  if (count === 0 || content.text === "") return content;
  const isOpen = at.depth === 1 && count <= OPEN_ROWS;
  return html`<details class="sub"${isOpen ? html` open` : ""}><summary>${summaryOf(node, count)}</summary>${content}</details>`;
}

function summaryOf(node: SchemaNode, count: number): string {
  const inner = unwrapped(node);
  const isChoice = propertiesOf(inner).length === 0 && (inner.oneOf ?? inner.anyOf);
  const word = isChoice ? "shape" : inner.prefixItems ? "position" : "property";
  const plural = word === "property" ? "properties" : `${word}s`;
  const of = node.types.includes("array") ? " of each item" : isMap(node) ? " of each value" : "";
  return `${count} ${count === 1 ? word : plural}${inner.prefixItems ? "" : of}`;
}

/** Rows of the outermost level that the page does not have. */
function leftOf(node: SchemaNode): number {
  const { left = {}, propertyCount = 0, properties = [] } = unwrapped(node);
  const { oneOf = 0, anyOf = 0, prefixItems = 0, patternProperties = 0 } = left;
  return Math.max(0, propertyCount - properties.length) + oneOf + anyOf + prefixItems + patternProperties;
}

/** What a list that was cut does not show. */
function leftNote(count = 0): Html | false {
  return count > 0 && html`<p class="note">${count} more are in the document.</p>`;
}

function otherProperties(node: SchemaNode, at: Place): Html {
  const hasRows = Boolean(node.properties?.length || node.patternProperties?.length || node.allOf?.length);
  const rest = [node.additionalProperties, node.unevaluatedProperties];
  const rows = [
    ...(node.patternProperties ?? []).map(({ name, schema }) => ({
      label: html`names like <code class="name">${name}</code>`,
      id: name,
      schema,
    })),
    ...rest.flatMap((schema) =>
      schema && (hasRows || schema === node.unevaluatedProperties)
        ? [
            {
              label: node.additionalName ? html`any ${node.additionalName}` : html`any other name`,
              id: "*",
              schema,
            },
          ]
        : [],
    ),
  ];
  const isClosed =
    rest.includes(false) && (hasRows || node.oneOf || node.anyOf || node.unevaluatedProperties === false);
  const items = rows.map(
    ({ label, id, schema }) =>
      html`<li class="prop"><div class="head"><span class="name-rule">${label}</span>${typeLineHtml(schema, at.view)}</div>${about(schema)}${nested(schema, within(at, id))}</li>`,
  );
  return html`${rows.length > 0 && html`<ul class="props">${items}</ul>`}${leftNote(node.left?.patternProperties)}${
    isClosed && html`<p class="note">No other properties are allowed.</p>`
  }${node.additionalProperties === false && !isClosed && html`<p class="note">No properties are allowed.</p>`}`;
}

function shapes(node: SchemaNode, at: Place): Html {
  const odd = (node.allOf ?? []).filter(
    (member) =>
      propertiesOf(unwrapped(member)).length === 0 && (member.cut || isDeep(member) || isRule(member)),
  );
  return html`${odd.length > 0 && choice("Also all of", odd, node, at, node.left?.allOf)}${
    node.oneOf?.some(isWorthShowing) && choice("One of", node.oneOf, node, at, node.left?.oneOf)
  }${node.anyOf?.some(isWorthShowing) && choice("Any of", node.anyOf, node, at, node.left?.anyOf)}${
    node.prefixItems?.some(isDeep) &&
    choice("In this order", node.prefixItems, node, at, node.left?.prefixItems)
  }${!node.oneOf && !node.anyOf && discriminatorNote(node, at.view)}`;
}

/** Parts of an allOf that hold no property but a condition or a demand. */
function isRule(node: SchemaNode): boolean {
  return Boolean(node.if || node.not || node.required || node.dependentSchemas || node.dependentRequired);
}

function isWorthShowing(node: SchemaNode): boolean {
  return isDeep(node) || Boolean(node.ref) || Boolean(node.title) || isRule(node);
}

function choice(label: string, nodes: SchemaNode[], owner: SchemaNode, at: Place, left?: number): Html {
  const items = nodes.map((node, i) => shapeItem(node, i, nodes.length, owner, at));
  const note = label.endsWith("e of") || label === "Any of" ? discriminatorNote(owner, at.view) : "";
  return html`<div class="choice"><p class="choice-label">${label}</p>${note}<ul class="shapes">${items}</ul>${leftNote(left)}</div>`;
}

function shapeItem(node: SchemaNode, index: number, count: number, owner: SchemaNode, at: Place): Html {
  const title = node.title && !node.ref ? html`<span class="shape">${node.title}</span>` : "";
  const values = node.ref ? valuesFor(node.ref.key, owner) : [];
  const when =
    values.length > 0 &&
    html`<span class="when">${owner.discriminator?.property} is ${values.map((value, i) => html`${i > 0 && " or "}<code>${value}</code>`)}</span>`;
  const place = within(at, node.ref?.name ?? node.title ?? String(index + 1));
  const conditions = conditionWords(node);
  if (node.if && conditions) return html`<li class="shape-item">${insides(node, place)}</li>`;
  if (node.cut)
    return html`<li class="shape-item">${unfold(node, place, html`${plainTypeLine(node)}${when}`)}</li>`;
  const content = html`${about(node, node.title)}${insides(node, place)}`;
  if (content.text === "")
    return html`<li class="shape-item"><span class="head">${title}${typeLineHtml(node, at.view)}${when}</span></li>`;
  const head = html`<span class="head">${title}${plainTypeLine(node)}${when}</span>`;
  const isOpen = count === 1 || (at.depth === 0 && count <= 2);
  return html`<li class="shape-item"><details class="sub"${isOpen ? html` open` : ""}><summary>${head}</summary>${namesHtml(node, at.view)}${content}</details></li>`;
}

/** One schema under a label: what a "not", a "then" or "contains" says. */
function partHtml(label: Html | string, node: SchemaNode, at: Place): Html {
  const isTold = node.types.length > 0 || node.ref || node.const !== undefined;
  const content = html`${about(node)}${insides(node, at)}`;
  return html`<div class="choice"><p class="choice-label">${label}${(isTold || content.text === "") && html` ${typeLineHtml(node, at.view)}`}</p>${content.text !== "" && html`<div class="part">${content}</div>`}</div>`;
}

function cutNote(node: SchemaNode, { view }: Place): Html {
  if (!node.ref) return html`<p class="note">Deeper levels are not shown here.</p>`;
  return html`<p class="note">Described on its own page: <a href="${view.href(node.ref.key)}">${node.ref.name}</a>.</p>`;
}

/** A disclosure whose content is fetched when it is opened; until then it leads to the schema's own page. */
function unfold(node: SchemaNode, at: Place, head?: Html): Html {
  if (!node.ref) return cutNote(node, at);
  const words = node.ref.isUnnamed ? "Show what it contains" : `Show ${node.ref.name}`;
  const why = node.cut === "cycle" ? "Contains itself from here on: see" : "Described on its own page:";
  const name = node.ref.isUnnamed ? "its contents" : node.ref.name;
  return html`<details class="sub" data-unfold="${at.id ?? ""}"${at.view.direction ? html` data-direction="${at.view.direction}"` : ""}><summary>${head ?? words}</summary><p class="note">${why} <a href="${at.view.href(node.ref.key)}">${name}</a></p></details>`;
}
