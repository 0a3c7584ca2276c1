import type { SchemaNode } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import { codeList, valueText } from "./schema-facts.ts";
import type { Place } from "./schema-place.ts";
import { isDeep } from "./schema-reading.ts";

/** A condition on more values than this is shown as a schema, not as a sentence. */
const MOST_IN_WORDS = 100;

/** Writes one schema under a label. */
type Part = (label: Html | string, node: SchemaNode, at: Place) => Html;

/** What a schema demands beyond its properties and shapes: of names, of items, and on conditions. */
export function rulesHtml(node: SchemaNode, at: Place, part: Part): Html {
  return html`${itemRules(node, at, part)}${conditions(node, at, part)}${dependencies(node, at, part)}${
    node.propertyNames && part("Each name is", node.propertyNames, at)
  }${node.not && isTold(node, node.not) && part("Must not be", node.not, at)}${
    node.contentSchema && part("Holds, once decoded,", node.contentSchema, at)
  }`;
}

/** "anything but string" says a plain "not" already. */
function isTold(node: SchemaNode, not: SchemaNode): boolean {
  return (
    node.types.length > 0 || Boolean(node.properties || node.oneOf || node.anyOf || node.allOf) || isDeep(not)
  );
}

function itemRules(node: SchemaNode, at: Place, part: Part): Html {
  const { prefixItems, items, contains, unevaluatedItems } = node;
  const isTuple = Boolean(prefixItems?.length);
  return html`${isTuple && items && part("Further items are", items, at)}${
    !isTuple && items && contains && part("Each item is", items, at)
  }${items === false && html`<p class="note">${isTuple ? "No further items are allowed." : "No items are allowed."}</p>`}${
    contains && part(`${sentence(node.containsCount ?? "")} of the items must be`, contains, at)
  }${unevaluatedItems && part("Any other item is", unevaluatedItems, at)}${
    unevaluatedItems === false && items !== false && html`<p class="note">No other items are allowed.</p>`
  }`;
}

function conditions(node: SchemaNode, at: Place, part: Part): Html {
  const condition = node.if;
  if (!condition) return html``;
  const words = conditionWords(node);
  return html`${!words && part("If it is", condition, at)}${
    node.then && part(words ? html`When ${words}, also` : "then also", node.then, at)
  }${node.else && part(words && !node.then ? html`Unless ${words}, also` : "otherwise also", node.else, at)}`;
}

/** A condition that looks at plain values, as words; undefined when it takes a schema to say it. */
export function conditionWords(node: SchemaNode): Html | undefined {
  const { properties = [], required = [], types, ref, ...others } = node.if ?? { types: [] };
  const isPlain = !ref && Object.values(others).every((value) => value === undefined);
  const parts = [
    ...properties.map(({ name, schema }) => {
      const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
      return values.length === 0 || values.length > MOST_IN_WORDS || schema.enumCount
        ? undefined
        : html`<code>${name}</code> is ${values.map((value, i) => html`${i > 0 && " or "}<code>${valueText(value)}</code>`)}`;
    }),
    ...required.map((name) => html`<code>${name}</code> is present`),
  ];
  if (!isPlain || parts.length === 0 || parts.some((words) => !words)) return undefined;
  return html`${parts.map((words, i) => html`${i > 0 && " and "}${words}`)}`;
}

function dependencies(node: SchemaNode, at: Place, part: Part): Html {
  const demands = (node.dependentRequired ?? []).map(
    ({ name, needs }) =>
      html`<p class="note">When <code>${name}</code> is present, required too: ${codeList(needs)}</p>`,
  );
  const left = node.left?.dependentSchemas ?? 0;
  const schemas = (node.dependentSchemas ?? []).map(({ name, schema }) =>
    part(html`When <code>${name}</code> is present, also`, schema, at),
  );
  return html`${demands}${schemas}${left > 0 && html`<p class="note">${left} more are in the document.</p>`}`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
