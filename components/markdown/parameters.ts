import type { CompiledParameter } from "#server/specs/schema.ts";
import type { Place } from "./addresses.ts";
import { facts, lineOf, typeMarkdown } from "./schema.ts";
import { code, line, table } from "./write.ts";

const MOST_PARAMETERS = 200;

/** Parameters as a table; empty when there are none. */
export function parametersTable(list: CompiledParameter[], place: Place): string {
  if (list.length === 0) return "";
  const rows = list.slice(0, MOST_PARAMETERS).map((parameter) => {
    const schema = parameter.schema ?? parameter.content?.schema;
    const about = [
      lineOf(parameter.descriptionHtml, place),
      schema ? facts(schema, place).slice(2) : "",
      parameter.isDeprecated ? "deprecated" : "",
      ...manner(parameter),
    ];
    return [
      code(parameter.name),
      parameter.in,
      schema ? typeMarkdown(schema, place) : "",
      parameter.isRequired ? "yes" : "no",
      about.filter(Boolean).join("; "),
    ];
  });
  return table(["Name", "In", "Type", "Required", "Description"], rows);
}

/** How a value is written, where this is not as OpenAPI has it without a word. */
function manner(parameter: CompiledParameter): string[] {
  const { in: where, style, explode, content, schema, written, allowReserved, allowEmptyValue } = parameter;
  const usual = where === "query" || where === "cookie" ? "form" : "simple";
  const isMany = schema?.types.some((type) => type === "array" || type === "object") ?? false;
  const isPlain = Boolean(content) || where === "querystring";
  const isUnusual = !isPlain && (style !== usual || (isMany && explode !== (style === "form")));
  return [
    content ? `written as ${code(content.mediaType)}` : "",
    isUnusual
      ? `style ${line(style, 50)}, ${explode ? "exploded" : "not exploded"}${written ? `: ${code(written.slice(0, 200))}` : ""}`
      : "",
    allowReserved ? "reserved characters may stand as they are" : "",
    allowEmptyValue ? "may be empty" : "",
  ];
}
