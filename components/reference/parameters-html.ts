import type {
  CompiledHeader,
  CompiledMedia,
  CompiledParameter,
  ParameterPlace,
} from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import { fieldRow, type SchemaView } from "./schema-html.ts";

export const PLACE_NAMES: Record<ParameterPlace, string> = {
  path: "Path parameters",
  query: "Query parameters",
  querystring: "Query string",
  header: "Headers",
  cookie: "Cookies",
};

const ANY = { types: [] };

/** The parameters of one place, required before optional, each with an anchor of its own. */
export function parametersHtml(parameters: CompiledParameter[], view: SchemaView): Html {
  const sorted = [...parameters.filter((p) => p.isRequired), ...parameters.filter((p) => !p.isRequired)];
  const rows = sorted.map((parameter) =>
    fieldRow(
      {
        name: parameter.name,
        schema: parameter.schema ?? parameter.content?.schema ?? ANY,
        isRequired: parameter.isRequired,
        isDeprecated: parameter.isDeprecated,
        descriptionHtml: parameter.descriptionHtml,
        note: writing(parameter, parameter.content),
        id: `${parameter.in}.${parameter.name.replace(/\s+/g, "-")}`,
      },
      view,
    ),
  );
  return html`<div class="schema"><ul class="props">${rows}</ul></div>`;
}

/** The headers of a response. */
export function headersHtml(headers: CompiledHeader[], view: SchemaView): Html {
  const rows = headers.map(({ name, schema, isRequired, isDeprecated, descriptionHtml }) =>
    fieldRow({ name, schema: schema ?? ANY, isRequired, isDeprecated, descriptionHtml }, view, 1),
  );
  return html`<div class="schema"><ul class="props">${rows}</ul></div>`;
}

/** How a list or an object is written, where it is not plain. */
function writing(parameter: CompiledParameter, content: CompiledMedia | undefined): string | false {
  if (content) return `Written as ${content.mediaType}.`;
  const types = parameter.schema?.types ?? [];
  const isArray = types.includes("array");
  if (!isArray && !types.includes("object")) return false;
  switch (parameter.style) {
    case "deepObject":
      return `Written as ${parameter.name}[key]=value, once for each key.`;
    case "spaceDelimited":
      return "Several values are separated by spaces.";
    case "pipeDelimited":
      return "Several values are separated by vertical bars.";
    case "form":
      if (parameter.explode) return isArray && "Several values repeat the name.";
      return "Several values are separated by commas.";
    default:
      return isArray && "Several values are separated by commas.";
  }
}
