import { typeText } from "#components/reference/type-language.ts";
import type { ExternalDocs, SchemaNode } from "#server/specs/schema.ts";
import type { Place } from "./addresses.ts";
import { fromHtml } from "./from-html.ts";
import { code, line, link } from "./write.ts";

const MOST_ROWS = 300;
const MOST_ENUM = 30;
const DEEPEST = 8;

/** A schema as a sentence and nested lists, at most about 300 rows. */
export function schemaMarkdown(node: SchemaNode, place: Place): string {
  const rows: string[] = [];
  writeInside(node, place, 0, rows);
  const cut = rows.length > MOST_ROWS;
  return [
    `Type: ${typeMarkdown(node, place)}${facts(node, place)}`,
    ...(rows.length > 0 ? ["", ...rows.slice(0, MOST_ROWS)] : []),
    ...(cut ? ["- … more is left out; the schemas' own pages have it."] : []),
  ].join("\n");
}

/** The type in words, and a link to the named schema's page. */
export function typeMarkdown(node: SchemaNode, place: Place): string {
  const words = line(typeText(node), 200);
  const named = node.ref ?? (node.items || undefined)?.ref;
  const to = named && place.to.schema(place.api.slug, place.version, named.key);
  return `${to ? link(typeText(node), to) : words}${node.format ? ` (${line(node.format, 60)})` : ""}`;
}

/** What is to be known of a value, in one line. */
export function facts(node: SchemaNode, place: Place): string {
  const parts = [
    node.isReadOnly && "only in responses",
    node.isWriteOnly && "only in requests",
    node.isDeprecated && "deprecated",
    ...(node.constraints ?? []).map(({ label, value }) => `${line(label, 60)} ${code(value.slice(0, 200))}`),
    node.enum && node.enum.length > 0 && `one of ${enumText(node, place)}`,
    node.const !== undefined && `always ${code(node.const.slice(0, 200))}`,
    node.default !== undefined && `default ${code(node.default.slice(0, 200))}`,
    node.examples?.[0] !== undefined && `for example ${code(node.examples[0].slice(0, 200))}`,
    node.externalDocs && link("further documentation", node.externalDocs.url),
  ].filter((part) => typeof part === "string");
  return parts.length > 0 ? `; ${parts.join("; ")}` : "";
}

function enumText(
  { enum: values = [], enumCount: count = values.length, enumNotes }: SchemaNode,
  place: Place,
) {
  const shown = values.slice(0, MOST_ENUM).map((value, i) => {
    const { name = "", descriptionHtml } = enumNotes?.[i] ?? {};
    const said = [line(name, 100), lineOf(descriptionHtml, place)].filter(Boolean).join(": ");
    return `${code(value.slice(0, 100))}${said ? ` (${said})` : ""}`;
  });
  return `${shown.join(", ")}${count > shown.length ? ` and ${count - shown.length} more` : ""}`;
}

/** Where the document says there is more to read. */
export function furtherDocs(docs: ExternalDocs | undefined, place: Place): string {
  if (!docs) return "";
  const said = lineOf(docs.descriptionHtml, place);
  return `${link("Further documentation", docs.url)}${said ? `: ${said}` : ""}`;
}

/** A description inside a list or table: one line. */
export function lineOf(html: string | undefined, place: Place): string {
  return fromHtml(html, place.to.origin)
    .slice(0, 600)
    .replace(/^#+\s*/gm, "")
    .replace(/^[-*>]\s+/gm, "")
    .replace(/```\S*/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function writeInside(node: SchemaNode, place: Place, depth: number, rows: string[]): void {
  if (depth > DEEPEST || rows.length > MOST_ROWS) return;
  const pad = "  ".repeat(depth);
  for (const { name, isRequired, schema } of node.properties ?? []) {
    const said = lineOf(schema.descriptionHtml, place);
    rows.push(
      `${pad}- ${code(name)} ${typeMarkdown(schema, place)}${isRequired ? ", required" : ""}${facts(schema, place)}${said ? `: ${said}` : ""}`,
    );
    writeInside(schema, place, depth + 1, rows);
  }
  const missing = (node.propertyCount ?? 0) - (node.properties?.length ?? 0);
  if (missing > 0) rows.push(`${pad}- … ${missing} more properties`);
  if (node.additionalProperties === false) rows.push(`${pad}- no other properties`);
  else if (node.additionalProperties)
    writePart(`${pad}- any other property`, node.additionalProperties, place, depth, rows);
  for (const { name, schema } of node.patternProperties ?? [])
    writePart(`${pad}- properties matching ${code(name)}`, schema, place, depth, rows);
  if (node.items && hasInside(node.items)) writePart(`${pad}- each item`, node.items, place, depth, rows);
  node.prefixItems?.forEach((item, i) => {
    writePart(`${pad}- item ${i + 1}`, item, place, depth, rows);
  });
  for (const [words, shapes, left = 0] of [
    ["all of", node.allOf, node.left?.allOf],
    ["one of", node.oneOf, node.left?.oneOf],
    ["any of", node.anyOf, node.left?.anyOf],
  ] as const) {
    for (const shape of shapes ?? []) writePart(`${pad}- ${words}`, shape, place, depth, rows);
    if (left > 0) rows.push(`${pad}- … ${left} more`);
  }
  for (const [words, part] of [
    ["property names", node.propertyNames],
    ["properties not described otherwise", node.unevaluatedProperties || undefined],
    ["contains", node.contains],
    ["the text, decoded", node.contentSchema],
    ["if", node.if],
    ["then", node.then],
    ["else", node.else],
  ] as const)
    if (part) writePart(`${pad}- ${words}`, part, place, depth, rows);
  if (node.unevaluatedProperties === false) rows.push(`${pad}- no properties but those described`);
  if (node.items === false) rows.push(`${pad}- no further items`);
  for (const { name, needs } of node.dependentRequired ?? [])
    rows.push(`${pad}- with ${code(name)} also required: ${needs.map(code).join(", ")}`);
  for (const { value, ref } of node.discriminator?.mapping ?? [])
    rows.push(
      `${pad}- ${code(node.discriminator?.property ?? "")} ${code(value)}${ref ? ` means ${link(ref.name, place.to.schema(place.api.slug, place.version, ref.key))}` : ""}`,
    );
  for (const { name, schema } of node.dependentSchemas ?? [])
    writePart(`${pad}- when ${code(name)} is there`, schema, place, depth, rows);
  if (node.not) writePart(`${pad}- not`, node.not, place, depth, rows);
}

function writePart(start: string, node: SchemaNode, place: Place, depth: number, rows: string[]): void {
  const said = lineOf(node.descriptionHtml, place);
  rows.push(`${start}: ${typeMarkdown(node, place)}${facts(node, place)}${said ? `: ${said}` : ""}`);
  writeInside(node, place, depth + 1, rows);
}

function hasInside(node: SchemaNode): boolean {
  return Boolean(node.properties ?? node.oneOf ?? node.anyOf ?? node.allOf ?? node.items);
}
