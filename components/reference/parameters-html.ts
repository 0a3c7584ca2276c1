import type {
  CompiledHeader,
  CompiledParameter,
  ExampleText,
  ParameterPlace,
  SchemaNode,
} from "#server/specs/schema.ts";
import { freeIds } from "./free-ids.ts";
import { described, type Html, html } from "./html.ts";
import { fieldRow, type SchemaView } from "./schema-html.ts";

export const PLACE_NAMES: Record<ParameterPlace, string> = {
  path: "Path parameters",
  query: "Query parameters",
  querystring: "Query string",
  header: "Headers",
  cookie: "Cookies",
};

const ANY: SchemaNode = { types: [] };

/** The parameters of one place, required before optional, each with an anchor of its own. */
export function parametersHtml(parameters: CompiledParameter[], view: SchemaView, idPrefix = ""): Html {
  const sorted = [...parameters.filter((p) => p.isRequired), ...parameters.filter((p) => !p.isRequired)];
  const taken = new Set<string>();
  const free = freeIds(taken);
  const ids = new Map(sorted.map((one) => [one, free(`${idPrefix}${one.in}.${one.name}`)]));
  const rows = sorted.map((parameter) =>
    fieldRow(
      {
        name: parameter.name,
        schema: schemaOf(parameter),
        isRequired: parameter.isRequired,
        isDeprecated: parameter.isDeprecated,
        descriptionHtml: parameter.descriptionHtml,
        more: moreOf(parameter),
        id: ids.get(parameter),
      },
      view,
      0,
      taken,
    ),
  );
  return html`<div class="schema"><ul class="props">${rows}</ul></div>`;
}

/** The headers of a response or of a part. */
export function headersHtml(headers: CompiledHeader[], view: SchemaView): Html {
  const free = freeIds();
  const rows = headers.map((header) =>
    fieldRow(
      {
        name: header.name,
        schema: header.schema ?? header.content?.schema ?? ANY,
        isRequired: header.isRequired,
        isDeprecated: header.isDeprecated,
        descriptionHtml: header.descriptionHtml,
        more: html`${header.content && note(`Written as ${header.content.mediaType}.`)}${
          header.explode && note("An object is written as name=value pairs between commas.")
        }${headerExamples(header)}`,
        // A body may have a property named "header"; its rows begin with a dot.
        id: view.idPrefix && free(`${view.idPrefix}-header.${header.name}`),
      },
      view,
      1,
    ),
  );
  return html`<div class="schema"><ul class="props">${rows}</ul></div>`;
}

function moreOf(parameter: CompiledParameter): Html {
  const { written, allowReserved, allowEmptyValue, content, name } = parameter;
  return html`${written !== undefined && html`<p class="note">${manner(parameter)} <code>${written}</code></p>`}${
    written === undefined && content && note(`Written as ${content.mediaType}.`)
  }${allowReserved && note("Reserved characters such as / and ? may stand as they are.")}${
    allowEmptyValue && html`<p class="note">May be sent without a value: <code>${name}=</code></p>`
  }${examplesHtml(parameter.examples, parameter.examplesLeft)}`;
}

/** A parameter's own examples stand in the place of its schema's. */
function schemaOf({ schema, content, examples }: CompiledParameter): SchemaNode {
  const node = schema ?? content?.schema ?? ANY;
  if (examples.length === 0 || !node.examples) return node;
  const { examples: _, ...rest } = node;
  return rest;
}

/** How a value is written, by its style, before the worked example. */
function manner({ style, explode, schema, content, in: place }: CompiledParameter): string {
  if (place === "querystring") return `The whole query string, written as ${content?.mediaType ?? "text"}:`;
  if (content) return `Written as ${content.mediaType}:`;
  const isObject = schema?.types.includes("object");
  const isArray = schema?.types.includes("array");
  if (!isObject && !isArray) return "Written as";
  switch (style) {
    case "deepObject":
      return "One pair for each key, in brackets:";
    case "spaceDelimited":
      return "Separated by spaces:";
    case "pipeDelimited":
      return "Separated by vertical bars:";
    case "tabDelimited":
      return "Separated by tabs:";
    case "form":
    case "cookie":
      if (!explode) return "Separated by commas:";
      return isArray ? "The name is repeated for each value:" : "Each key is a pair of its own:";
    case "label":
      return "Introduced by a dot:";
    case "matrix":
      return "Introduced by a semicolon and the name:";
    default:
      return explode && isObject ? "Pairs separated by commas:" : "Separated by commas:";
  }
}

type ShownExample = Pick<ExampleText, "name" | "summary" | "text" | "descriptionHtml" | "externalUrl">;

/** A single one is said in a line. */
function headerExamples({ examples = [], examplesLeft = 0 }: CompiledHeader): Html | false {
  const [first] = examples;
  if (!first || examples.length > 1 || examplesLeft > 0) return examplesHtml(examples, examplesLeft);
  return html`<p class="note">Example <code>${first.text}</code></p>`;
}

/** One example is told by the schema's facts; several are worth their names. */
function examplesHtml(examples: ShownExample[], left = 0): Html | false {
  if (examples.length === 0) return false;
  const items = examples.map(
    ({ name, summary, text, descriptionHtml, externalUrl }) =>
      html`<li>${examples.length > 1 || summary ? html`${summary ?? name}: ` : ""}${text !== "" && html`<code>${text}</code>`}${
        externalUrl && html` <a href="${externalUrl}" rel="noreferrer">${externalUrl}</a>`
      }${descriptionHtml && html`<div class="md">${described(descriptionHtml)}</div>`}</li>`,
  );
  return html`<div class="note"><span class="fact-label">${examples.length === 1 ? "Example" : "Examples"}</span><ul class="mapping">${items}${left > 0 && html`<li>and ${left} more</li>`}</ul></div>`;
}

function note(text: string): Html {
  return html`<p class="note">${text}</p>`;
}
