import type { Completion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { Json, JsonSchema } from "#server/specs/schema.ts";
import { resolved } from "./reachable.ts";

type Node = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;
type PlainSchema = Exclude<JsonSchema, boolean>;

export interface JsonCompletions {
  from: number;
  to: number;
  options: Completion[];
}

const MAX_BRANCHES = 60;
const MAX_OPTIONS = 200;

/** What a schema says may stand at a place of a JSON text: names of members, required ones first, or values. */
export function completeJson(
  state: EditorState,
  pos: number,
  schema: JsonSchema,
  $defs: Record<string, JsonSchema>,
): JsonCompletions | null {
  const place = placeAt(state, pos);
  if (!place) return null;
  const options =
    place.kind === "name"
      ? nameOptions(branchesAt(schema, place.path, $defs), place, $defs)
      : valueOptions(branchesAt(schema, place.path, $defs), $defs);
  return options.length > 0
    ? { from: place.from, to: place.to, options: options.slice(0, MAX_OPTIONS) }
    : null;
}

interface Place {
  kind: "name" | "value";
  /** Where the value, or the object of the name, is. */
  path: (string | number)[];
  from: number;
  to: number;
  /** Members that are already there. */
  taken: string[];
  /** Whether a colon follows the name. */
  hasValue: boolean;
}

function placeAt(state: EditorState, pos: number): Place | null {
  const before = state.sliceDoc(Math.max(0, pos - 2_000), pos);
  const token = unfinishedToken(before);
  const from = pos - token.length;
  const lead = before.slice(0, before.length - token.length).trimEnd();
  const after = state.sliceDoc(pos, pos + 200);
  const rest = (token.startsWith('"') ? /^(?:[^"\\\n]|\\.)*"?/ : /^[\w.+-]*/).exec(after)?.[0] ?? "";
  const base = { from, to: pos + rest.length, hasValue: /^\s*:/.test(after.slice(rest.length)) };
  // Where the text is unfinished the tree may end before the space that follows it.
  const container = containerAt(state, from - (before.length - token.length - lead.length));
  if (!container) return lead === "" ? { ...base, kind: "value", path: [], taken: [] } : null;
  const path = pathOf(container, state);
  if (container.name === "Array") {
    const index = elementsBefore(container, from);
    return { ...base, kind: "value", path: [...path, index], taken: [] };
  }
  const name = /"((?:[^"\\]|\\.)*)"\s*:$/.exec(lead)?.[1];
  if (name !== undefined) return { ...base, kind: "value", path: [...path, name], taken: [] };
  if (!/[{,]$/.test(lead)) return null;
  return { ...base, kind: "name", path, taken: namesIn(container, state, from) };
}

/** The word, or the text from its opening quote, that ends here. Texts do not span lines. */
function unfinishedToken(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const rest = line.replace(/"(?:[^"\\]|\\.)*"/g, (text) => " ".repeat(text.length));
  const quote = rest.indexOf('"');
  return quote >= 0 ? line.slice(quote) : (/[\w.+-]*$/.exec(rest)?.[0] ?? "");
}

function containerAt(state: EditorState, pos: number): Node | null {
  let node: Node | null = syntaxTree(state).resolveInner(pos, -1);
  while (node && !((node.name === "Object" || node.name === "Array") && node.from < pos)) node = node.parent;
  return node;
}

function pathOf(container: Node, state: EditorState): (string | number)[] {
  const path: (string | number)[] = [];
  for (let node: Node = container; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.name === "Property") path.unshift(nameOf(parent, state));
    if (parent.name === "Array") path.unshift(elementsBefore(parent, node.from));
  }
  return path;
}

function nameOf(property: Node, state: EditorState): string {
  const name = property.getChild("PropertyName");
  return name ? unquoted(state.sliceDoc(name.from, name.to)) : "";
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replace(/^"|"$/g, "");
  }
}

const VALUES = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

function elementsBefore(array: Node, pos: number): number {
  let count = 0;
  for (let child = array.firstChild; child && child.from < pos; child = child.nextSibling)
    if (VALUES.has(child.name)) count++;
  return count;
}

function namesIn(object: Node, state: EditorState, except: number): string[] {
  return object
    .getChildren("Property")
    .filter((property) => property.from !== except)
    .map((property) => nameOf(property, state));
}

/** Every schema that may describe the value at a path. */
function branchesAt(
  schema: JsonSchema,
  path: (string | number)[],
  $defs: Record<string, JsonSchema>,
): PlainSchema[] {
  let here = expand([schema], $defs);
  for (const step of path)
    here = expand(
      here.flatMap((one) => childrenOf(one, step)),
      $defs,
    );
  return here;
}

function expand(schemas: Json[], $defs: Record<string, JsonSchema>): PlainSchema[] {
  const found = new Set<PlainSchema>();
  const waiting = [...schemas];
  while (waiting.length > 0 && found.size < MAX_BRANCHES) {
    const here = resolved(waiting.shift(), $defs);
    if (typeof here === "boolean" || found.has(here)) continue;
    found.add(here);
    for (const keyword of ["allOf", "oneOf", "anyOf"]) {
      const list = here[keyword];
      if (Array.isArray(list)) waiting.push(...list);
    }
    for (const keyword of ["then", "else"]) if (here[keyword] !== undefined) waiting.push(here[keyword]);
  }
  return [...found];
}

function childrenOf(schema: PlainSchema, step: string | number): Json[] {
  if (typeof step === "number") {
    const listed = Array.isArray(schema.prefixItems) ? schema.prefixItems[step] : undefined;
    const item = listed ?? schema.items;
    return item === undefined ? [] : [item];
  }
  const properties = asObject(schema.properties);
  const known = Object.hasOwn(properties, step) ? properties[step] : schema.additionalProperties;
  return known === undefined ? [] : [known];
}

function nameOptions(
  schemas: PlainSchema[],
  { taken, hasValue }: Place,
  $defs: Record<string, JsonSchema>,
): Completion[] {
  const options = new Map<string, Completion>();
  for (const schema of schemas) {
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, property] of Object.entries(asObject(schema.properties))) {
      const plain = resolved(property, $defs);
      const isReadOnly = typeof plain === "object" && plain.readOnly === true;
      if (taken.includes(name) || isReadOnly) continue;
      const isRequired = required.includes(name) || options.get(name)?.boost === 10;
      const description = typeof plain === "object" ? plain.description : undefined;
      options.set(name, {
        label: JSON.stringify(name),
        displayLabel: name,
        detail: [typeWord(property, $defs), isRequired ? "required" : ""].filter(Boolean).join(", "),
        type: "property",
        apply: hasValue ? JSON.stringify(name) : `${JSON.stringify(name)}: ${startOf(property, $defs)}`,
        boost: isRequired ? 10 : 0,
        ...(typeof description === "string" && { info: description.slice(0, 400) }),
      });
    }
  }
  return [...options.values()].sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0));
}

function valueOptions(schemas: PlainSchema[], $defs: Record<string, JsonSchema>): Completion[] {
  const texts = new Map<string, string>();
  for (const schema of schemas) {
    if (schema.const !== undefined) texts.set(JSON.stringify(schema.const), "only value");
    if (Array.isArray(schema.enum)) for (const one of schema.enum) texts.set(JSON.stringify(one), "");
    if (schema.default !== undefined) texts.set(JSON.stringify(schema.default), "default");
    const examples = Array.isArray(schema.examples) ? schema.examples : [];
    for (const one of [...examples, ...(schema.example === undefined ? [] : [schema.example])])
      if (!texts.has(JSON.stringify(one))) texts.set(JSON.stringify(one), "example");
    for (const type of typesOf(schema)) {
      if (type === "boolean") for (const one of ["true", "false"]) texts.set(one, texts.get(one) ?? "");
      if (type === "null") texts.set("null", "");
      if (type === "object" && texts.size === 0) texts.set(startOf(schema, $defs), "object");
      if (type === "array" && texts.size === 0) texts.set("[]", "array");
    }
  }
  return [...texts].map(([label, detail]) => ({ label, type: "enum", ...(detail && { detail }) }));
}

/** What to begin a value with, so that the text stays JSON. */
function startOf(schema: Json, $defs: Record<string, JsonSchema>): string {
  const [plain] = expand([schema], $defs).filter((one) => typesOf(one).length > 0 || one.const || one.enum);
  if (!plain) return "null";
  if (plain.const !== undefined) return JSON.stringify(plain.const);
  if (plain.default !== undefined) return JSON.stringify(plain.default);
  if (Array.isArray(plain.enum)) return JSON.stringify(plain.enum[0] ?? null);
  const [type] = typesOf(plain);
  const starts: Record<string, string> = { string: '""', object: "{}", array: "[]", boolean: "false" };
  if (type === "integer" || type === "number") return String(plain.minimum ?? 0);
  return starts[type ?? ""] ?? "null";
}

function typeWord(schema: Json, $defs: Record<string, JsonSchema>): string {
  const words = new Set(expand([schema], $defs).flatMap(typesOf));
  return [...words].slice(0, 3).join(" or ");
}

function typesOf({ type, properties }: PlainSchema): string[] {
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.filter((one): one is string => typeof one === "string");
  return properties ? ["object"] : [];
}

function asObject(value: Json | undefined): { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** Where the value of a JSON pointer stands in the text; the nearest value around it when it is not there. */
export function rangeOfPointer(state: EditorState, pointer: string): { from: number; to: number } {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  let here: Node | null = syntaxTree(state).topNode.firstChild;
  let marked = here;
  for (const step of steps) {
    const next: Node | null = here ? childAt(here, step, state) : null;
    if (!next) break;
    here = next.name === "Property" ? next.lastChild : next;
    // A member is marked by its name: values may be many screens long.
    marked = next.name === "Property" ? next.firstChild : next;
  }
  if (!marked) return { from: 0, to: state.doc.length };
  const { from, to } = marked;
  const isLong = marked.name === "Object" || marked.name === "Array";
  return { from, to: isLong ? from + 1 : to };
}

function childAt(node: Node, step: string, state: EditorState): Node | null {
  if (node.name === "Object")
    return node.getChildren("Property").find((property) => nameOf(property, state) === step) ?? null;
  let left = Number(step);
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (VALUES.has(child.name) && left-- === 0) return child;
  return null;
}
