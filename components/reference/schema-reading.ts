import type { SchemaNode, SchemaProperty } from "#server/specs/schema.ts";
import { hasFacts } from "./schema-facts.ts";
import type { Direction } from "./schema-place.ts";
import { isMap } from "./type-language.ts";

/** Arrays show what their items contain; an "or null" shows what the other shape contains. */
export function unwrapped(node: SchemaNode): SchemaNode {
  if (node.cut) return node;
  const isPlainArray = !node.prefixItems && !node.contains && node.unevaluatedItems === undefined;
  if (node.items && !node.properties && isPlainArray) return unwrapped(node.items);
  const choices = node.oneOf ?? node.anyOf;
  const real = choices?.filter((choice) => choice.types.join() !== "null" || choice.ref);
  if (real?.length === 1 && real[0] && !node.properties && !node.allOf) return unwrapped(real[0]);
  if (node.allOf?.length === 1 && node.allOf[0] && !node.properties && !choices)
    return unwrapped(node.allOf[0]);
  if (isMap(node) && !choices && !node.allOf && !hasRules(node) && node.additionalProperties)
    return unwrapped(node.additionalProperties);
  return node;
}

function hasRules({
  patternProperties,
  propertyNames,
  if: condition,
  dependentSchemas,
}: SchemaNode): boolean {
  return Boolean(patternProperties || propertyNames || condition || dependentSchemas);
}

/** Its own properties and those of the parts it is made of; what is required comes first. */
export function propertiesOf(node: SchemaNode): SchemaProperty[] {
  const byName = new Map<string, SchemaProperty>();
  const required = new Set<string>();
  const collect = (part: SchemaNode): void => {
    for (const member of part.allOf ?? []) collect(unwrapped(member));
    for (const name of part.required ?? []) required.add(name);
    for (const property of part.properties ?? []) {
      const known = byName.get(property.name);
      byName.set(property.name, {
        ...property,
        isRequired: property.isRequired || Boolean(known?.isRequired),
      });
    }
  };
  collect(node);
  const all = [...byName.values()].map((property) =>
    required.has(property.name) ? { ...property, isRequired: true } : property,
  );
  return [
    ...all.filter((property) => property.isRequired),
    ...all.filter((property) => !property.isRequired),
  ];
}

/** Names that must be there without being described here. */
export function bareRequired(node: SchemaNode, properties: SchemaProperty[]): string[] {
  const names = [...(node.required ?? []), ...(node.allOf ?? []).flatMap((part) => part.required ?? [])];
  const described = new Set(properties.map((property) => property.name));
  return [...new Set(names)].filter((name) => !described.has(name));
}

/** Whether a property travels the other way only. */
export function goesOtherWay({ schema }: SchemaProperty, direction: Direction | undefined): boolean {
  return Boolean(direction === "request" ? schema.isReadOnly : direction && schema.isWriteOnly);
}

/** How many rows a node shows at its outermost level. */
export function rowCount(node: SchemaNode): number {
  const inner = unwrapped(node);
  if (inner.cut) return 0;
  const choices = inner.oneOf ?? inner.anyOf ?? [];
  return (
    propertiesOf(inner).length +
    (inner.patternProperties?.length ?? 0) +
    (typeof inner.additionalProperties === "object" && isDeep(inner.additionalProperties) ? 1 : 0) +
    (choices.some(isDeep) ? choices.length : 0) +
    (inner.prefixItems?.some(isDeep) ? inner.prefixItems.length : 0) +
    [inner.not, inner.contains, inner.then, inner.else].filter((part) => part && isDeep(part)).length
  );
}

/** Whether there is more to say of a node than its type. */
export function isDeep(node: SchemaNode): boolean {
  return (
    rowCount(node) > 0 ||
    Boolean(unwrapped(node).cut) ||
    Boolean(node.descriptionHtml && !node.ref) ||
    hasFacts(node)
  );
}
