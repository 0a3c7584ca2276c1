import type { Attribute, Target } from "./attributes.ts";
import { type Comparison, comparedOf, type Filter } from "./filter.ts";
import type { Attributes, Part, Plain } from "./read-attributes.ts";

/** Whether a resource fits a filter. */
export function matchesFilter(filter: Filter, resource: Attributes): boolean {
  switch (filter.kind) {
    case "and":
      return matchesFilter(filter.left, resource) && matchesFilter(filter.right, resource);
    case "or":
      return matchesFilter(filter.left, resource) || matchesFilter(filter.right, resource);
    case "not":
      return !matchesFilter(filter.inner, resource);
    case "some":
      return partsOf(resource[filter.attribute.key]).some((part) => matchesPart(filter.inner, part));
    case "present":
      return isPresent(filter.target, resource);
    case "compare":
      return compareAll(filter, valuesAt(filter.target, resource));
  }
}

/** Whether one value of a multi-valued attribute fits the filter in its brackets. */
export function matchesPart(filter: Filter, part: Part): boolean {
  switch (filter.kind) {
    case "and":
      return matchesPart(filter.left, part) && matchesPart(filter.right, part);
    case "or":
      return matchesPart(filter.left, part) || matchesPart(filter.right, part);
    case "not":
      return !matchesPart(filter.inner, part);
    case "some":
      return false;
    case "present":
      return filter.target.part !== null && part[filter.target.part.name] !== undefined;
    case "compare": {
      const value = filter.target.part ? part[filter.target.part.name] : undefined;
      return compareAll(filter, value === undefined ? [] : [value]);
    }
  }
}

function partsOf(value: Attributes[string] | undefined): Part[] {
  if (value === undefined || typeof value !== "object") return [];
  return Array.isArray(value) ? value : [value];
}

function isPresent(target: Target, resource: Attributes): boolean {
  if (target.part) return valuesAt(target, resource).length > 0;
  return resource[target.attribute.key] !== undefined;
}

function valuesAt(target: Target, resource: Attributes): Plain[] {
  const value = resource[target.attribute.key];
  if (value === undefined) return [];
  if (typeof value !== "object") return [value];
  const { name } = comparedOf(target);
  return partsOf(value).flatMap((part) => part[name] ?? []);
}

type Compare = Extract<Filter, { kind: "compare" }>;

function compareAll({ operator, target, value }: Compare, found: Plain[]): boolean {
  if (value === null) return (found.length === 0) === (operator === "eq");
  const what = comparedOf(target);
  if (operator === "ne") return !found.some((one) => compare("eq", what, one, value));
  return found.some((one) => compare(operator, what, one, value));
}

function compare(
  operator: Exclude<Comparison, "ne">,
  { type, isCaseExact }: Attribute,
  found: Plain,
  wanted: Plain,
): boolean {
  if (typeof found === "boolean" || typeof wanted === "boolean") return found === wanted;
  if (type === "dateTime" && operator !== "co" && operator !== "sw" && operator !== "ew")
    return ordered(operator, Date.parse(found), Date.parse(wanted));
  const [a, b] = isCaseExact ? [found, wanted] : [found.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case "co":
      return a.includes(b);
    case "sw":
      return a.startsWith(b);
    case "ew":
      return a.endsWith(b);
    default:
      return ordered(operator, a, b);
  }
}

function ordered<T extends string | number>(operator: "eq" | "gt" | "ge" | "lt" | "le", a: T, b: T): boolean {
  switch (operator) {
    case "eq":
      return a === b;
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
    case "lt":
      return a < b;
    case "le":
      return a <= b;
  }
}
