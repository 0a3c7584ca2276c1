import { definitionKey } from "#lib/definition-key.ts";
import type { Json, JsonSchema } from "#server/specs/schema.ts";
import { itemsOf, propertiesOf } from "./schema-kinds.ts";

type Definitions = Record<string, JsonSchema>;

const MAX_DEPTH = 40;

/** Basic XML of a value, with the names, attributes and wrappers that the schema's `xml` keyword gives. */
export function toXml(value: Json, schema: Json | undefined, $defs: Definitions): string {
  const name = xmlOf(schema, $defs).name ?? nameOfRef(schema) ?? "response";
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value, schema, 0)}\n`;

  function element(tag: string, content: Json, part: Json | undefined, depth: number): string {
    const pad = "  ".repeat(depth);
    if (depth > MAX_DEPTH) return "";
    if (Array.isArray(content)) {
      const items = itemsOf(part, $defs);
      const itemName = xmlOf(items, $defs).name ?? nameOfRef(items) ?? (depth > 0 ? tag : "item");
      const inner = content.map((item) => element(itemName, item, items, depth + 1)).join("\n");
      return `${pad}<${safe(tag)}>${inner && `\n${inner}\n${pad}`}</${safe(tag)}>`;
    }
    if (typeof content !== "object" || content === null)
      return `${pad}<${safe(tag)}>${escapeText(content)}</${safe(tag)}>`;
    const properties = propertiesOf(part, $defs);
    let attributes = "";
    const children: string[] = [];
    for (const [key, one] of Object.entries(content)) {
      const property = properties.get(key);
      const xml = xmlOf(property, $defs);
      const childName = xml.name ?? key;
      if (xml.isAttribute) attributes += ` ${safe(childName)}="${escapeText(one)}"`;
      else if (Array.isArray(one) && !xml.isWrapped) {
        const items = itemsOf(property, $defs);
        children.push(
          ...one.map((item) => element(xmlOf(items, $defs).name ?? childName, item, items, depth + 1)),
        );
      } else children.push(element(childName, one, property, depth + 1));
    }
    const inner = children.join("\n");
    return `${pad}<${safe(tag)}${attributes}>${inner && `\n${inner}\n${pad}`}</${safe(tag)}>`;
  }
}

function xmlOf(
  schema: Json | undefined,
  $defs: Definitions,
  depth = 0,
): { name?: string; isAttribute: boolean; isWrapped: boolean } {
  const none = { isAttribute: false, isWrapped: false };
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 8) return none;
  const { xml } = schema;
  if (typeof xml === "object" && xml !== null && !Array.isArray(xml)) {
    return {
      ...(typeof xml.name === "string" ? { name: xml.name } : {}),
      isAttribute: xml.attribute === true || xml.nodeType === "attribute",
      isWrapped: xml.wrapped === true || xml.nodeType === "element",
    };
  }
  return typeof schema.$ref === "string" ? xmlOf($defs[definitionKey(schema.$ref)], $defs, depth + 1) : none;
}

function nameOfRef(schema: Json | undefined): string | undefined {
  return typeof schema === "object" &&
    schema !== null &&
    !Array.isArray(schema) &&
    typeof schema.$ref === "string"
    ? definitionKey(schema.$ref)
    : undefined;
}

/** Names come from documents of others; what XML does not allow becomes an underscore. */
function safe(name: string): string {
  const cleaned = name.replaceAll(/[^\p{L}\p{N}_.:-]/gu, "_");
  return /^[\p{L}_]/u.test(cleaned) ? cleaned : `_${cleaned}`;
}

function escapeText(value: Json): string {
  const text = value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
  );
}
