import { serialiseParameter } from "./serialise-parameter.ts";

/** How one field of a form is written, by OpenAPI's Encoding Object; what is left out follows from the value. */
export interface FieldManner {
  contentType?: string;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
}

type Field = readonly [name: string, value: unknown];

/** Fields as a query or an urlencoded body; a list without a manner of its own repeats the name. */
export function formText(fields: readonly Field[], manners: Record<string, FieldManner> = {}): string {
  return fields
    .map(([name, value]) => fieldText(name, value, own(manners, name)))
    .filter(Boolean)
    .join("&");
}

/** The same as names and values, for what encodes them itself. */
export function formPairs(
  fields: readonly Field[],
  manners: Record<string, FieldManner> = {},
): [string, string][] {
  return [...new URLSearchParams(formText(fields, manners))];
}

/** Any of these asks for a parameter's way of writing, whatever the content type says. */
export function hasStyle({ style, explode, allowReserved }: FieldManner): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

function fieldText(name: string, value: unknown, manner: FieldManner): string {
  if (hasStyle(manner)) {
    const { style = "form", explode = style === "form", allowReserved = false } = manner;
    const isTabs = style === "tabDelimited"; // Swagger 2.0's tsv
    const text = serialiseParameter(
      { name, in: "query", style: isTabs ? "pipeDelimited" : style, explode, allowReserved },
      value,
    );
    return isTabs ? text.replaceAll("%7C", "%09") : text;
  }
  return new URLSearchParams(valuesOf(value, manner).map((one) => [name, plainText(one)])).toString();
}

/** What is sent under one name: a list item by item, but for one that is stated to be JSON, which is one text. */
export function valuesOf(value: unknown, { contentType = "" }: FieldManner): unknown[] {
  return Array.isArray(value) && !/^[^;,]*[/+]json\b/i.test(contentType) ? value : [value];
}

/** A text as it is, anything else as JSON. */
export function plainText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function own(manners: Record<string, FieldManner>, name: string): FieldManner {
  return Object.hasOwn(manners, name) ? (manners[name] ?? {}) : {};
}
