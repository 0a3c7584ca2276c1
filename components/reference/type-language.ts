import type { SchemaNode, SchemaRef } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";

/** Address of a named schema's page. */
export type SchemaHref = (key: string) => string;

/** How a type reads: "array of Station or null", "map of integer", "one of Cat or Dog". */
export function typeText(node: SchemaNode): string {
  return phrase<string>(node, (text) => text, plainJoin);
}

/** The same words, with the names of schemas as links to their pages. */
export function typeHtml(node: SchemaNode, href: SchemaHref): Html {
  const name = (text: string, key?: string): Html =>
    key ? html`<a href="${href(key)}">${text}</a>` : html`${text}`;
  return phrase(node, name, (parts) => html`${parts}`);
}

type Name<T> = (text: string, key?: string) => T;
type Join<T> = (parts: (T | string)[]) => T;

const plainJoin: Join<string> = (parts) => parts.join("");

/** Longer choices are counted instead of listed. */
const MOST_NAMED = 4;

function phrase<T>(node: SchemaNode, name: Name<T>, join: Join<T>): T {
  if (node.ref && (node.cut || !node.ref.isUnnamed)) return refPhrase(node, node.ref, name, join);
  if (node.isNever) return name("nothing");
  const choices = node.oneOf ?? node.anyOf;
  if (choices && choices.length > 0) return choicePhrase(node, choices, name, join);
  if (node.const !== undefined) return join(["always ", name(node.const)]);
  if (node.allOf && node.allOf.length > 0 && node.types.every((type) => type === "null")) {
    const words = allPhrase(node.allOf, name, join);
    return node.types.length > 0 ? join([words, " or null"]) : words;
  }
  if (node.types.length === 0) return untypedPhrase(node, name, join);
  return listed(
    node.types.map((type) => typePhrase(type, node, name, join)),
    "or",
    join,
  );
}

/** A schema that the document does not name is called by its types. */
function refPhrase<T>(node: SchemaNode, ref: SchemaRef, name: Name<T>, join: Join<T>): T {
  if (ref.isUnnamed) return name(node.types.join(" or ") || "any value", ref.key);
  const words = name(ref.name, ref.key);
  return node.types.includes("null") && node.types.length > 1 ? join([words, " or null"]) : words;
}

function typePhrase<T>(type: string, node: SchemaNode, name: Name<T>, join: Join<T>): T {
  if (type === "array") return arrayPhrase(node, name, join);
  if (type === "object" && isMap(node)) {
    return join(["map of ", inner(node.additionalProperties || ANYTHING, name, join)]);
  }
  return name(type);
}

function arrayPhrase<T>(node: SchemaNode, name: Name<T>, join: Join<T>): T {
  if (node.prefixItems && node.prefixItems.length > 0) {
    const items = node.prefixItems.map((item) => inner(item, name, join));
    const count = items.length + (node.left?.prefixItems ?? 0);
    return count > MOST_NAMED
      ? name(`tuple of ${count} values`)
      : join(["tuple of ", listed(items, "and", join)]);
  }
  return node.items ? join(["array of ", inner(node.items, name, join)]) : name("array");
}

function untypedPhrase<T>(node: SchemaNode, name: Name<T>, join: Join<T>): T {
  if (node.properties || isMap(node)) return typePhrase("object", node, name, join);
  if (node.items || node.prefixItems) return arrayPhrase(node, name, join);
  if (node.enum) return name("value");
  if (node.not) return join(["anything but ", inner(node.not, name, join)]);
  return name("any value");
}

function choicePhrase<T>(node: SchemaNode, choices: SchemaNode[], name: Name<T>, join: Join<T>): T {
  const real = choices.filter((choice) => !isNull(choice));
  const canBeNull = real.length < choices.length || node.types.includes("null");
  const only = real.length === 1 ? real[0] : undefined;
  if (only) {
    const one = phrase(only, name, join);
    return canBeNull ? join([one, " or null"]) : one;
  }
  // Several anonymous objects would read "object or object": a count says more.
  const count = real.length + ((node.oneOf ? node.left?.oneOf : node.left?.anyOf) ?? 0);
  const isTellable = count <= MOST_NAMED && real.every((choice) => choice.ref || isSimple(choice));
  if (!isTellable)
    return name(`${node.oneOf ? "one" : "any"} of ${count} shapes${canBeNull ? " or null" : ""}`);
  const words = real.map((choice) => inner(choice, name, join));
  return listed(canBeNull ? [...words, name("null")] : words, "or", join);
}

function allPhrase<T>(members: SchemaNode[], name: Name<T>, join: Join<T>): T {
  const named = members.filter((member) => member.ref);
  const only = members.length === 1 ? members[0] : undefined;
  if (only) return phrase(only, name, join);
  if (named.length === 1 && named[0] && members.every((member) => member.ref || !member.properties)) {
    return phrase(named[0], name, join);
  }
  if (named.length === members.length && named.length <= MOST_NAMED) {
    return listed(
      named.map((member) => phrase(member, name, join)),
      "and",
      join,
    );
  }
  return name("object");
}

/** Inside another phrase, whatever holds an "or" or "and" of its own stands in brackets. */
function inner<T>(node: SchemaNode, name: Name<T>, join: Join<T>): T {
  const words = phrase(node, name, join);
  return needsBrackets(node) ? join(["(", words, ")"]) : words;
}

function needsBrackets(node: SchemaNode): boolean {
  if (node.ref && !node.ref.isUnnamed) return node.types.length > 1 && node.types.includes("null");
  const choices = node.oneOf ?? node.anyOf;
  if (choices) return / or /.test(typeText(node));
  return node.types.length > 1 || ((node.allOf?.length ?? 0) > 1 && / and /.test(typeText(node)));
}

function listed<T>(items: T[], word: "or" | "and", join: Join<T>): T {
  const parts = items.flatMap((item, i): (T | string)[] => {
    if (i === 0) return [item];
    return [i === items.length - 1 ? ` ${word} ` : ", ", item];
  });
  return join(parts);
}

const ANYTHING: SchemaNode = { types: [] };

/** Whether the object is a dictionary: no named properties, values of one type. */
export function isMap(node: SchemaNode): boolean {
  return !node.properties?.length && typeof node.additionalProperties === "object";
}

function isNull(node: SchemaNode): boolean {
  return !node.ref && node.types.length === 1 && node.types[0] === "null";
}

function isSimple(node: SchemaNode): boolean {
  if (node.oneOf || node.anyOf || node.allOf || node.properties) return false;
  if (node.types.includes("object")) return isMap(node);
  return node.items
    ? Boolean(node.items.ref) || isSimple(node.items)
    : node.types.length > 0 || node.const !== undefined;
}
