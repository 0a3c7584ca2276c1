import { type Attribute, findPart, findTarget, type ResourceType, type Target } from "./attributes.ts";
import { fault, type ScimType } from "./faults.ts";

export type Comparison = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";

/** RFC 7644, 3.4.2.2. `some` is `emails[type eq "work"]`; inside it, targets are parts of that attribute. */
export type Filter =
  | { kind: "and" | "or"; left: Filter; right: Filter }
  | { kind: "not"; inner: Filter }
  | { kind: "present"; target: Target }
  | { kind: "compare"; operator: Comparison; target: Target; value: string | boolean | null }
  | { kind: "some"; attribute: Attribute; inner: Filter };

/** What a PATCH operation is about (RFC 7644, 3.5.2). */
export interface PatchPath extends Target {
  filter: Filter | null;
}

const MOST_CHARACTERS = 2_000;
const MOST_DEPTH = 12;
const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y;

type Token = { kind: "mark" | "text" | "word"; text: string };
type Scope = { type: ResourceType } | { within: Attribute };

export function parseFilter(type: ResourceType, text: string): Filter {
  const reader = new Reader(text, "invalidFilter");
  const filter = readOr(reader, { type }, 0);
  reader.requireEnd();
  return filter;
}

/** Reads `active`, `name.givenName`, `emails[type eq "work"].value` or `urn:…:User:department`; null for an unknown name. */
export function parsePath(type: ResourceType, text: string): PatchPath | null {
  const reader = new Reader(text, "invalidPath");
  const target = findTarget(type, reader.word());
  if (!target) return null;
  if (reader.isAtEnd()) return { ...target, filter: null };
  reader.mark("[");
  const filter = readOr(reader, { within: target.attribute }, 0);
  reader.mark("]");
  if (target.part || !target.attribute.isMany)
    throw fault("invalidPath", `${target.attribute.name} has no values to choose from.`);
  if (reader.isAtEnd()) return { ...target, filter };
  const tail = reader.word();
  reader.requireEnd();
  const part = tail.startsWith(".") ? findPart(target.attribute, tail.slice(1)) : null;
  return part && { attribute: target.attribute, part, filter };
}

function readOr(reader: Reader, scope: Scope, depth: number): Filter {
  let left = readAnd(reader, scope, depth);
  while (reader.takeWord("or")) left = { kind: "or", left, right: readAnd(reader, scope, depth) };
  return left;
}

function readAnd(reader: Reader, scope: Scope, depth: number): Filter {
  let left = readTerm(reader, scope, depth);
  while (reader.takeWord("and")) left = { kind: "and", left, right: readTerm(reader, scope, depth) };
  return left;
}

function readTerm(reader: Reader, scope: Scope, depth: number): Filter {
  if (depth > MOST_DEPTH) throw reader.no("It is nested too deeply.");
  if (reader.takeWord("not")) {
    reader.mark("(");
    const inner = readOr(reader, scope, depth + 1);
    reader.mark(")");
    return { kind: "not", inner };
  }
  if (reader.takeMark("(")) {
    const inner = readOr(reader, scope, depth + 1);
    reader.mark(")");
    return inner;
  }
  const name = reader.word();
  const target = "type" in scope ? findTarget(scope.type, name) : partTarget(scope.within, name);
  if (!target) throw reader.no(`There is no attribute ${name.slice(0, 80)}.`);
  if ("type" in scope && !target.part && reader.takeMark("[")) {
    if (target.attribute.parts.length === 0) throw reader.no(`${name} has no parts.`);
    const inner = readOr(reader, { within: target.attribute }, depth + 1);
    reader.mark("]");
    return { kind: "some", attribute: target.attribute, inner };
  }
  if (reader.takeWord("pr")) return { kind: "present", target };
  const operator = operatorOf(reader);
  return { kind: "compare", operator, target, value: comparedValue(reader, operator, target) };
}

function partTarget(within: Attribute, name: string): Target | null {
  const part = findPart(within, name);
  return part && { attribute: within, part };
}

function operatorOf(reader: Reader): Comparison {
  const word = reader.word().toLowerCase();
  const known: readonly Comparison[] = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
  const found = known.find((name) => name === word);
  if (!found) throw reader.no(`There is no operator ${word.slice(0, 20)}.`);
  return found;
}

function comparedValue(reader: Reader, operator: Comparison, target: Target): string | boolean | null {
  const value = reader.value();
  const { type, name } = comparedOf(target);
  const isEquality = operator === "eq" || operator === "ne";
  if (value === null && !isEquality) throw reader.no("null can only be equal or not.");
  if (type !== "boolean") {
    if (typeof value === "boolean") throw reader.no(`${name} is no true or false.`);
    if (type === "dateTime" && value !== null && Number.isNaN(Date.parse(value)))
      throw reader.no(`${name} is compared with a date.`);
    return value;
  }
  if (!isEquality) throw reader.no(`${name} is true or false and has no order.`);
  if (typeof value !== "string") return value;
  if (!/^(true|false)$/i.test(value)) throw reader.no(`${name} is true or false.`);
  return value.toLowerCase() === "true";
}

/** What is compared: the part that was named, or of complex attributes their value. */
export function comparedOf({ attribute, part }: Target): Attribute {
  if (part) return part;
  return (attribute.type === "complex" && findPart(attribute, "value")) || attribute;
}

class Reader {
  private readonly text: string;
  private readonly scimType: ScimType;
  private at = 0;

  constructor(text: string, scimType: ScimType) {
    this.text = text.trimEnd();
    this.scimType = scimType;
    if (text.length > MOST_CHARACTERS) throw this.no(`It has more than ${MOST_CHARACTERS} characters.`);
  }

  no(why: string) {
    return fault(this.scimType, `This cannot be read: ${why}`);
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  requireEnd(): void {
    if (!this.isAtEnd()) throw this.no(`nothing was expected at character ${this.at + 1}.`);
  }

  takeWord(word: string): boolean {
    return this.take((token) => token.kind === "word" && token.text.toLowerCase() === word);
  }

  takeMark(mark: string): boolean {
    return this.take((token) => token.kind === "mark" && token.text === mark);
  }

  mark(mark: string): void {
    if (!this.takeMark(mark)) throw this.no(`${mark} was expected at character ${this.at + 1}.`);
  }

  word(): string {
    const { token, end } = this.next();
    if (token?.kind !== "word") throw this.no(`a name was expected at character ${this.at + 1}.`);
    this.at = end;
    return token.text;
  }

  value(): string | boolean | null {
    const { token, end } = this.next();
    if (!token || token.kind === "mark") throw this.no(`a value was expected at character ${this.at + 1}.`);
    this.at = end;
    if (token.kind === "text") return this.unquote(token.text);
    const word = token.text.toLowerCase();
    if (word === "null") return null;
    if (word === "true" || word === "false") return word === "true";
    if (/^-?\d+(\.\d+)?$/.test(word)) return word;
    throw this.no("texts stand in double quotes.");
  }

  private unquote(text: string): string {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "string") return value;
    } catch {
      // said below
    }
    throw this.no("a text in quotes is not JSON.");
  }

  private take(is: (token: Token) => boolean): boolean {
    const { token, end } = this.next();
    if (!token || !is(token)) return false;
    this.at = end;
    return true;
  }

  private next(): { token: Token | null; end: number } {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (!found) return { token: null, end: this.at };
    const [, mark, text, word] = found;
    const token: Token = mark
      ? { kind: "mark", text: mark }
      : text
        ? { kind: "text", text }
        : { kind: "word", text: word ?? "" };
    return { token, end: TOKEN.lastIndex };
  }
}
