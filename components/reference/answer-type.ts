import type { CompiledOperation, SchemaNode } from "#server/specs/schema.ts";

const MAX_DEPTH = 3;
const MAX_PROPERTIES = 12;

/** `type Answer = …` of what success answers, near the surface only: it should read at a glance, and what is deeper is unknown. */
export function answerType(operation: CompiledOperation): string | undefined {
  const success = operation.responses.find(({ status }) => /^2/.test(status));
  const schema = success?.media.find(({ mediaType }) => /[/+]json\b/i.test(mediaType))?.schema;
  if (!schema) return undefined;
  const type = written(schema, 0);
  return type === "unknown" ? undefined : `type Answer = ${type}`;
}

function written(node: SchemaNode, depth: number): string {
  if (node.const !== undefined) return literal(node.const);
  if (
    node.enum &&
    node.enum.length === (node.enumCount ?? node.enum.length) &&
    node.enum.length <= MAX_PROPERTIES
  )
    return joined(node.enum.map(literal), " | ");
  const parts = [
    ...(node.types.length > 0 || node.properties ? [own(node, depth)] : []),
    ...(node.allOf ?? []).map((part) => written(part, depth)),
    ...choice(node.oneOf, depth),
    ...choice(node.anyOf, depth),
  ].filter((part) => part !== "unknown");
  return joined(parts, " & ") || "unknown";
}

function choice(nodes: SchemaNode[] | undefined, depth: number): string[] {
  return nodes
    ? [
        joined(
          nodes.map((node) => written(node, depth)),
          " | ",
        ),
      ]
    : [];
}

function joined(parts: string[], glue: string): string {
  const different = [...new Set(parts)];
  if (different.includes("unknown") && glue === " | ") return "unknown";
  return different.length > 1 ? `(${different.join(glue)})` : (different[0] ?? "");
}

function own(node: SchemaNode, depth: number): string {
  const types = node.types.length > 0 ? node.types : ["object"];
  return joined(
    types.map((type) => ofType(type, node, depth)),
    " | ",
  );
}

function ofType(type: string, node: SchemaNode, depth: number): string {
  switch (type) {
    case "integer":
    case "number":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return type;
    case "array":
      return node.items && depth < MAX_DEPTH ? `${written(node.items, depth)}[]` : "unknown[]";
    case "object":
      return ofObject(node, depth);
    default:
      return "unknown";
  }
}

function ofObject({ properties = [], cut, additionalProperties }: SchemaNode, depth: number): string {
  if (cut || depth >= MAX_DEPTH) return "Record<string, unknown>";
  if (properties.length === 0) {
    const rest = additionalProperties ? written(additionalProperties, depth + 1) : "unknown";
    return `Record<string, ${rest}>`;
  }
  const indent = "  ".repeat(depth + 1);
  const lines = properties.slice(0, MAX_PROPERTIES).map(({ name, isRequired, schema }) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(JSON.stringify(name));
    return `${indent}${key}${isRequired ? "" : "?"}: ${written(schema, depth + 1)}`;
  });
  return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

/** JSON's notation of a scalar is TypeScript's, once what a string could hide is escaped. */
function literal(json: string): string {
  if (json.length > 80) return "unknown";
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null
      ? "unknown"
      : JSON.stringify(value).replace(HIDDEN, escaped);
  } catch {
    return "unknown"; // cut short
  }
}

const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

function escaped(char: string): string {
  const units = Array.from({ length: char.length }, (_, i) => char.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
