import { type Attribute, findExtension, findPart, findTarget, type ResourceType } from "./attributes.ts";
import { fault } from "./faults.ts";

export type Plain = string | boolean;
export type Part = Record<string, Plain>;
/** A resource by the keys of its attributes, without what Portico alone writes. */
export type Attributes = Record<string, Plain | Part | Part[]>;

const MOST_CHARACTERS = 2_000;
const MOST_VALUES = 50;
export const MOST_MEMBERS = 5_000;

/** How many values an attribute may have. */
export function mostOf({ name }: Attribute): number {
  return name === "members" ? MOST_MEMBERS : MOST_VALUES;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What a body says of a resource. Names are read whatever their case; what no schema knows, and what only Portico
 * writes, is passed over, so that a password that a directory sends along is kept nowhere.
 */
export function readAttributes(type: ResourceType, raw: unknown): Attributes {
  if (!isRecord(raw)) throw fault("invalidSyntax", "Send one resource, as a JSON object.");
  const attributes: Attributes = {};
  for (const [path, value] of entriesOf(type, raw)) {
    const target = findTarget(type, path);
    if (!target || target.part || target.attribute.mutability === "readOnly") continue;
    const read = readValue(target.attribute, value);
    if (read !== undefined) attributes[target.attribute.key] = read;
  }
  return attributes;
}

/** The members of an object as paths; those of an extension carry its name. */
export function entriesOf(type: ResourceType, raw: Record<string, unknown>): [string, unknown][] {
  return Object.entries(raw).flatMap(([name, value]): [string, unknown][] => {
    const extension = findExtension(type, name);
    if (!extension) return [[name, value]];
    return isRecord(value) ? Object.entries(value).map(([inner, v]) => [`${extension}:${inner}`, v]) : [];
  });
}

/** A value in the attribute's form; undefined when it says that there is none. */
export function readValue(attribute: Attribute, raw: unknown): Plain | Part | Part[] | undefined {
  if (raw === null || raw === undefined) return undefined;
  if (!attribute.isMany)
    return attribute.type === "complex" ? readPart(attribute, raw) : readPlain(attribute, raw);
  const list = Array.isArray(raw) ? raw : [raw];
  const most = mostOf(attribute);
  if (list.length > most) throw fault("invalidValue", `${attribute.name}: at most ${most} values.`);
  const read = list.map((item) => readPart(attribute, item)).filter((part) => part !== undefined);
  return read.length > 0 ? onePrimary(read) : undefined;
}

/** Entra ID writes a manager, and some a member, as the bare value. */
function readPart(attribute: Attribute, raw: unknown): Part | undefined {
  if (raw === null || raw === undefined) return undefined;
  if (!isRecord(raw)) {
    const value = findPart(attribute, "value");
    if (!value || Array.isArray(raw))
      throw fault("invalidValue", `${attribute.name}: an object is expected.`);
    const plain = readPlain(value, raw);
    return plain === undefined ? undefined : { value: plain };
  }
  const part: Part = {};
  for (const [name, value] of Object.entries(raw)) {
    const known = findPart(attribute, name);
    const plain = known ? readPlain(known, value) : undefined;
    if (known && plain !== undefined) part[known.name] = plain;
  }
  return Object.keys(part).length > 0 ? part : undefined;
}

export function readPlain(attribute: Attribute, raw: unknown): Plain | undefined {
  if (raw === null || raw === undefined) return undefined;
  if (attribute.type === "boolean") {
    if (typeof raw === "boolean") return raw;
    // Entra ID writes "True" and "False".
    if (typeof raw === "string" && /^(true|false)$/i.test(raw)) return raw.toLowerCase() === "true";
    throw fault("invalidValue", `${attribute.name}: true or false is expected.`);
  }
  if (typeof raw !== "string" && typeof raw !== "number")
    throw fault("invalidValue", `${attribute.name}: a text is expected.`);
  const text = String(raw).trim();
  if (text.length > MOST_CHARACTERS)
    throw fault("invalidValue", `${attribute.name}: at most ${MOST_CHARACTERS} characters.`);
  return text === "" ? undefined : text;
}

/** RFC 7643, 2.4: at most one value is the primary one; the last to say so is. */
export function onePrimary(list: Part[]): Part[] {
  const last = list.findLastIndex(({ primary }) => primary === true);
  return list.map((part, at) => (part.primary === true && at !== last ? { ...part, primary: false } : part));
}
