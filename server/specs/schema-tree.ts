import type { SchemaNode } from "./schema.ts";

/** The keywords that hold one schema, a list of schemas, and schemas by name: the same words in documents and nodes. */
export const SINGLE = [
  "items",
  "additionalProperties",
  "contains",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contentSchema",
] as const;
export const LISTS = ["allOf", "oneOf", "anyOf", "prefixItems"] as const;
export const NAMED = ["properties", "patternProperties", "dependentSchemas"] as const;
export const STRUCTURE = [...NAMED, ...SINGLE, ...LISTS] as const;

/** The nodes right below one; properties come first, as they are read first. */
export function childNodes(node: SchemaNode): SchemaNode[] {
  const children: SchemaNode[] = [];
  for (const word of NAMED) for (const { schema } of node[word] ?? []) children.push(schema);
  for (const word of SINGLE) {
    const child = node[word];
    if (child) children.push(child);
  }
  for (const word of LISTS) children.push(...(node[word] ?? []));
  return children;
}
