import type { SchemaNode } from "../schema.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_ENUM = 1_000;
const MAX_EXAMPLES = 20;

type Fact = { label: string; value: string };

/** What a schema says about one value: bounds, texts, encodings and how it is written in XML, in reading order. */
export function factsOf(raw: Tree): Fact[] {
  const facts: (Fact | false)[] = [
    span("length", raw, "minLength", "maxLength"),
    textFact("pattern", raw, "pattern"),
    { label: "value", value: numericBounds(raw) },
    textFact("multiple of", raw, "multipleOf"),
    span("items", raw, "minItems", "maxItems"),
    flagAt(raw, "uniqueItems") && { label: "items", value: "all different" },
    span("properties", raw, "minProperties", "maxProperties"),
    textFact("content type", raw, "contentMediaType"),
    textFact("encoded as", raw, "contentEncoding"),
    ...xmlFacts(raw),
  ];
  return facts.filter((fact): fact is Fact => fact !== false && fact.value !== "");
}

function textFact(label: string, raw: Tree, keyword: string): Fact {
  return { label, value: cutText(textAt(raw, keyword) ?? "", 300) };
}

function span(label: string, raw: Tree, low: string, high: string): Fact {
  return { label, value: between(textAt(raw, low), textAt(raw, high)) };
}

/** "3 to 20", "at least 3", "at most 20", "exactly 3". */
export function between(least: string | undefined, most: string | undefined): string {
  if (least !== undefined && most !== undefined)
    return least === most ? `exactly ${least}` : `${least} to ${most}`;
  if (least !== undefined) return `at least ${least}`;
  return most === undefined ? "" : `at most ${most}`;
}

/** Both dialects: a bound that is excluded is a number of its own since 3.1, and a flag beside the bound before. */
function numericBounds(raw: Tree): string {
  const low = bound(raw, "minimum", "exclusiveMinimum");
  const high = bound(raw, "maximum", "exclusiveMaximum");
  if (low.value === undefined || high.value === undefined || low.isExcluded || high.isExcluded) {
    return [
      low.value !== undefined && `${low.isExcluded ? "more than" : "at least"} ${low.value}`,
      high.value !== undefined && `${high.isExcluded ? "less than" : "at most"} ${high.value}`,
    ]
      .filter(Boolean)
      .join(", ");
  }
  return between(low.value, high.value);
}

function bound(
  raw: Tree,
  plain: "minimum" | "maximum",
  exclusive: "exclusiveMinimum" | "exclusiveMaximum",
): { value: string | undefined; isExcluded: boolean } {
  const [inclusive, excluded] = [member(raw, plain), member(raw, exclusive)];
  if (typeof excluded !== "number") return { value: textAt(raw, plain), isExcluded: excluded === true };
  const isStricter =
    typeof inclusive !== "number" || (plain === "minimum" ? excluded >= inclusive : excluded <= inclusive);
  return isStricter
    ? { value: String(excluded), isExcluded: true }
    : { value: String(inclusive), isExcluded: false };
}

const XML_NODES: Record<string, string> = {
  element: "element",
  attribute: "attribute",
  text: "text of the element around it",
  cdata: "CDATA section of the element around it",
  none: "no node of its own",
};

function xmlFacts(raw: Tree): Fact[] {
  const xml = member(raw, "xml");
  if (!isTree(xml)) return [];
  const kind = textAt(xml, "nodeType") ?? (flagAt(xml, "attribute") ? "attribute" : "element");
  const name = [textAt(xml, "prefix"), textAt(xml, "name")].filter(Boolean).join(":");
  const label = kind === "attribute" ? "XML attribute" : "XML element";
  const words = XML_NODES[kind];
  const facts: Fact[] = [];
  if (name) facts.push({ label, value: cutText(name, 200) });
  else if (words && (Object.hasOwn(xml, "nodeType") || kind === "attribute"))
    facts.push({ label: "in XML", value: words });
  const namespace = textAt(xml, "namespace");
  if (namespace) facts.push({ label: "XML namespace", value: cutText(namespace, 300) });
  if (flagAt(xml, "wrapped")) facts.push({ label: "in XML", value: "items stand inside one element" });
  return facts;
}

const ENUM_TEXTS = ["x-enum-descriptions", "x-enumDescriptions"];
const ENUM_NAMES = ["x-enum-varnames", "x-enumNames"];
/** Extensions in common use that say something of each value of an enum. */
export const ENUM_NOTES: readonly string[] = [...ENUM_TEXTS, ...ENUM_NAMES];

/** Values with what the document says of each, as lists or as maps. */
export function enumOf(
  raw: Tree,
  markdown: (text: string) => string,
): Pick<SchemaNode, "enum" | "enumCount" | "enumNotes"> {
  const values = listAt(raw, "enum");
  if (values.length === 0) return annotatedValues(raw, markdown);
  const texts = noteReader(raw, ENUM_TEXTS);
  const names = noteReader(raw, ENUM_NAMES);
  const shown = values.slice(0, MAX_ENUM);
  const notes = shown.map((value, i) => noteOf(names(value, i), texts(value, i), markdown));
  return {
    enum: shown.map(jsonText),
    ...(values.length > MAX_ENUM && { enumCount: values.length }),
    ...(notes.some((note) => Object.keys(note).length > 0) && { enumNotes: notes }),
  };
}

type Note = NonNullable<SchemaNode["enumNotes"]>[number];

function noteOf(
  name: string | undefined,
  text: string | undefined,
  markdown: (text: string) => string,
): Note {
  return {
    ...(name && { name: cutText(name, 200) }),
    ...(text?.trim() && { descriptionHtml: markdown(cutText(text, 2_000)) }),
  };
}

function noteReader(raw: Tree, words: string[]): (value: unknown, index: number) => string | undefined {
  const notes = words.map((word) => member(raw, word)).find((found) => typeof found === "object");
  return (value, index) => {
    const note = Array.isArray(notes) ? notes[index] : member(notes, String(value));
    return typeof note === "string" ? note : undefined;
  };
}

/** 3.1's other way to list values: a choice of constants, each with its title and description. */
function annotatedValues(
  raw: Tree,
  markdown: (text: string) => string,
): Pick<SchemaNode, "enum" | "enumCount" | "enumNotes"> {
  const branches = annotatedBranches(raw);
  if (branches.length === 0) return {};
  const shown = branches.slice(0, MAX_ENUM);
  return {
    enum: shown.map((branch) => jsonText(branch.const)),
    ...(branches.length > MAX_ENUM && { enumCount: branches.length }),
    enumNotes: shown.map((branch) =>
      noteOf(textAt(branch, "title"), textAt(branch, "description"), markdown),
    ),
  };
}

const ANNOTATIONS = new Set(["const", "title", "description", "type", "$comment"]);

/** The branches of a oneOf or anyOf that is a list of values; empty when it is anything else. */
export function annotatedBranches(raw: Tree): Tree[] {
  const branches = [...listAt(raw, "oneOf"), ...listAt(raw, "anyOf")];
  const isList =
    branches.length > 1 &&
    branches.every(
      (branch) =>
        isTree(branch) &&
        Object.hasOwn(branch, "const") &&
        Object.keys(branch).every((word) => ANNOTATIONS.has(word)),
    );
  return isList ? branches.filter(isTree) : [];
}

/** Every example: 3.1's list, the single one, and 2.0's extension for parameters. */
export function exampleValues(raw: Tree): unknown[] {
  const list = listAt(raw, "examples");
  if (list.length > 0) return list.slice(0, MAX_EXAMPLES);
  const single = ["example", "x-example"].find((word) => Object.hasOwn(raw, word));
  return single ? [raw[single]] : Object.values(treeAt(raw, "x-examples")).slice(0, MAX_EXAMPLES);
}

/** How many examples there are beyond those. */
export function exampleValuesLeft(raw: Tree): number {
  const list = listAt(raw, "examples");
  const isSingle = list.length === 0 && ["example", "x-example"].some((word) => Object.hasOwn(raw, word));
  const count = isSingle ? 1 : list.length || Object.keys(treeAt(raw, "x-examples")).length;
  return Math.max(0, count - MAX_EXAMPLES);
}

export function jsonText(value: unknown): string {
  return cutText(JSON.stringify(value) ?? "null", 300);
}
